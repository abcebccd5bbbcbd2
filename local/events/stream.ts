import {
  DescribeTableCommand,
  type DynamoDBClient,
  UpdateTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

const BOTH_IMAGES = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;

/** The ARN of a table's stream. Turns the stream on if the table was created without one. */
export async function ensureStream(client: DynamoDBClient, TableName: string): Promise<string> {
  const describe = async () => (await client.send(new DescribeTableCommand({ TableName }))).Table;
  if (!(await describe())?.StreamSpecification?.StreamEnabled) {
    await client.send(new UpdateTableCommand({ TableName, StreamSpecification: BOTH_IMAGES }));
    await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName });
  }
  const arn = (await describe())?.LatestStreamArn;
  if (arn === undefined) throw new Error(`The table ${TableName} has no stream.`);
  return arn;
}
