import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../infra/synth.ts';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';
import { startDynamoDbLocal } from '../../local/dynamodb/dynamodb-local.ts';
import { createTable } from '../../local/dynamodb/table.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where DynamoDB Local answers. */
    dynamoDbEndpoint: string;
    /** The table, created from the synthesized template. */
    tableName: string;
    /** The folder of the bundle that CDK deploys. */
    functionAssetDir: string;
  }
}

const TABLE_NAME = 'customers-test';

/** Starts DynamoDB Local, synthesizes the stack and creates its table, once for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outdir = await mkdtemp(join(tmpdir(), 'customer-api-'));
  const context = { issuer: 'https://issuer.example.com', audience: 'customers-api' };
  const starting = startDynamoDbLocal({ port: 0 });
  const { template, functionAssetDir } = synthesize({ outdir, context });
  const dynamoDb = await starting;
  const client = createLocalClient(dynamoDb.endpoint);
  await createTable(client, template, TABLE_NAME);
  client.destroy();

  project.provide('dynamoDbEndpoint', dynamoDb.endpoint);
  project.provide('tableName', TABLE_NAME);
  project.provide('functionAssetDir', functionAssetDir);
  return async () => {
    await dynamoDb.stop();
    await rm(outdir, { recursive: true, force: true });
  };
}
