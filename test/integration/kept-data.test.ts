import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, expect, it } from 'vitest';
import type { Template } from '../../infra/synth.ts';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';
import { startDynamoDbLocal } from '../../local/dynamodb/dynamodb-local.ts';
import { prepareTable } from '../../local/seed/prepare-table.ts';
import sample from '../../local/seed/sample-customer.json' with { type: 'json' };
import { LOCAL_TABLE } from '../../local/shared/defaults.ts';

const TEMPLATE = {
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
  },
  Outputs: {},
} satisfies Template;

const KEY = { TableName: LOCAL_TABLE, Key: { id: sample.id } };
const dataDir = mkdtempSync(join(tmpdir(), 'kept-'));

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Runs work on the prepared table of a DynamoDB Local, which is then stopped. */
async function inOneRun<T>(work: (documents: DynamoDBDocumentClient) => Promise<T>): Promise<T> {
  const dynamoDb = await startDynamoDbLocal({ port: 0, dataDir });
  const client = createLocalClient(dynamoDb.endpoint);
  try {
    await prepareTable({ endpoint: dynamoDb.endpoint, template: TEMPLATE, keepSample: true });
    return await work(DynamoDBDocumentClient.from(client));
  } finally {
    client.destroy();
    await dynamoDb.stop();
  }
}

it('keeps in a folder what a run changed, the sample customer included', async () => {
  await inOneRun((documents) =>
    documents.send(
      new UpdateCommand({
        ...KEY,
        UpdateExpression: 'SET pronoun = :pronoun',
        ExpressionAttributeValues: { ':pronoun': 'They/Them' },
      }),
    ),
  );
  const { Item } = await inOneRun((documents) => documents.send(new GetCommand(KEY)));
  expect(Item).toMatchObject({ firstName: sample.firstName, pronoun: 'They/Them' });
});
