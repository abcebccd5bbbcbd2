import { readFileSync } from 'node:fs';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Template } from '../infra/synth.ts';
import { LOCAL_TABLE, LOCAL_TENANT } from './defaults.ts';
import { createLocalClient } from './dynamodb-client.ts';
import { parseSeed } from './parse-seed.ts';
import { putCustomers } from './put-customers.ts';
import { toStoredItem } from './stored-item.ts';
import { createTable } from './table.ts';

interface TableOptions {
  endpoint: string;
  template: Template;
  /** Whether a sample customer that is there already stays as it is. */
  keepSample: boolean;
}

const SAMPLE_CUSTOMER = new URL('./sample-customer.json', import.meta.url);

/** Creates the stack's table, where there is none yet, and puts the sample customer into it. */
export async function prepareTable(options: TableOptions): Promise<void> {
  const { endpoint, template, keepSample } = options;
  const client = createLocalClient(endpoint);
  try {
    await createTable(client, template, LOCAL_TABLE);
    const now = new Date().toISOString();
    const sample = parseSeed(readFileSync(SAMPLE_CUSTOMER, 'utf8'), 'sample-customer.json');
    for (const customer of sample) {
      const item = toStoredItem({ ...customer, tenantId: LOCAL_TENANT }, now);
      if (keepSample && (await isStored(client, item.id))) continue;
      await putCustomers(client, LOCAL_TABLE, [item]);
    }
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
