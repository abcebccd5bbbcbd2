import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Template } from '../../infra/synth.ts';
import { createLocalClient } from '../dynamodb/dynamodb-client.ts';
import { createTable } from '../dynamodb/table.ts';
import { LOCAL_TABLE, LOCAL_TENANT } from '../shared/defaults.ts';
import { putCustomers } from './put-customers.ts';
import { readSampleCustomer } from './sample-customer.ts';
import { toStoredItem } from './stored-item.ts';

interface TableOptions {
  endpoint: string;
  template: Template;
  /** Whether to keep a sample customer that is already stored. */
  keepSample: boolean;
}

/** Creates the stack's table, unless it exists, and stores the sample customer in it. */
export async function prepareTable(options: TableOptions): Promise<void> {
  const { endpoint, template, keepSample } = options;
  const client = createLocalClient(endpoint);
  try {
    await createTable(client, template, LOCAL_TABLE);
    const sample = { ...readSampleCustomer(), tenantId: LOCAL_TENANT };
    if (keepSample && (await isStored(client, sample.id))) return;
    await putCustomers(client, LOCAL_TABLE, [toStoredItem(sample, new Date().toISOString())]);
  } finally {
    client.destroy();
  }
}

async function isStored(client: DynamoDBClient, id: string): Promise<boolean> {
  const documents = DynamoDBDocumentClient.from(client);
  const { Item } = await documents.send(
    new GetCommand({ TableName: LOCAL_TABLE, Key: { id }, ConsistentRead: true }),
  );
  return Item !== undefined;
}
