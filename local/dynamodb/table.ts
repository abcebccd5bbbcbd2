import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { Template } from '../../infra/synth.ts';

const TABLE_TYPES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

/** Properties to pass to CreateTable; replicas, encryption and backups have no effect locally. */
const PROPERTIES = [
  'KeySchema',
  'AttributeDefinitions',
  'BillingMode',
  'ProvisionedThroughput',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'StreamSpecification',
] as const satisfies readonly (keyof CreateTableCommandInput)[];

/** Creates the template's table under a given name; an existing table is left as it is. */
export async function createTable(
  client: DynamoDBClient,
  template: Template,
  name: string,
): Promise<void> {
  try {
    const { TableDescription } = await client.send(
      new CreateTableCommand(toCreateTableInput(template, name)),
    );
    if (TableDescription?.TableStatus === 'ACTIVE') return;
    await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName: name });
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

/** The CreateTable input for the one table of a CloudFormation template. */
export function toCreateTableInput(template: Template, name: string): CreateTableCommandInput {
  const tables = Object.values(template.Resources).filter(({ Type }) => TABLE_TYPES.includes(Type));
  const [table] = tables;
  if (tables.length !== 1 || !table) {
    throw new Error(`The template has ${tables.length} tables instead of one.`);
  }
  const properties = table.Properties ?? {};
  const taken = PROPERTIES.filter((property) => property in properties);
  const { StreamSpecification: stream } = properties;
  return {
    ...Object.fromEntries(taken.map((property) => [property, properties[property]])),
    // CloudFormation implies StreamEnabled, DynamoDB requires it.
    ...(stream && { StreamSpecification: { StreamEnabled: true, ...stream } }),
    TableName: name,
  } as CreateTableCommandInput;
}
