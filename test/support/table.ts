import { randomUUID } from 'node:crypto';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
} from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { NO_WRITES, type StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';

const TableName = inject('tableName');
const client = DynamoDBDocumentClient.from(createLocalClient(inject('dynamoDbEndpoint')), {
  marshallOptions: { removeUndefinedValues: true },
});

/** Stores a new customer: the given attributes and those that every customer has. */
export async function storeCustomer(attributes: Partial<StoredCustomer> = {}): Promise<string> {
  const id = attributes.id ?? randomUUID();
  const item: StoredCustomer = {
    id,
    type: 'INDIVIDUAL',
    status: 'ACTIVE',
    version: 1,
    createdAt: '2022-11-23T00:42:50.311Z',
    createdBy: { id: 'creator', type: 'service-account' },
    updatedAt: '2022-12-11T00:42:50.311Z',
    updatedBy: { id: 'creator', type: 'service-account' },
    primaryPhoneNumber: {},
    primaryEmail: {},
    placeOfBirth: {},
    metadata: {},
    addresses: {},
    addressOrder: {},
    primaryAddresses: {},
    latestWrites: NO_WRITES,
    ...attributes,
  };
  await client.send(new PutCommand({ TableName, Item: item }));
  return id;
}

/** The item as DynamoDB has it. */
export async function readItem(id: string): Promise<StoredCustomer | undefined> {
  const output = await client.send(
    new GetCommand({ TableName, Key: { id }, ConsistentRead: true }),
  );
  return output.Item as StoredCustomer | undefined;
}

/** Replaces the whole item, as another writer might. */
export async function writeItem(item: Record<string, unknown>): Promise<void> {
  await client.send(new PutCommand({ TableName, Item: item }));
}

/** Deletes the customer. */
export async function deleteItem(id: string): Promise<void> {
  await client.send(new DeleteCommand({ TableName, Key: { id } }));
}
