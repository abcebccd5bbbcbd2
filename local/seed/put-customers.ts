import { type DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { SetupError } from '../shared/setup-error.ts';

const AT_ONCE = 10;

/** Stores customers, replacing those with the same ids; throws a SetupError for a missing table. */
export async function putCustomers(
  client: DynamoDBClient,
  table: string,
  items: readonly StoredCustomer[],
): Promise<void> {
  // A metadata key such as `constructor` makes an object look like a class instance.
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { convertClassInstanceToMap: true },
  });
  try {
    for (let start = 0; start < items.length; start += AT_ONCE) {
      const batch = items.slice(start, start + AT_ONCE);
      await Promise.all(
        batch.map((Item) => documents.send(new PutCommand({ TableName: table, Item }))),
      );
    }
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new SetupError(`There is no table ${table}.`);
  }
}
