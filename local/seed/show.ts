/** npm run show -- ID: prints a stored item of the local table. */
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { truncateSocialId } from '../../lambda/customer/to-customer.ts';
import { createLocalClient } from '../dynamodb/dynamodb-client.ts';
import { LOCAL_TABLE } from '../shared/defaults.ts';
import { LOOPBACK, parsePort } from '../shared/ports.ts';
import { runCli } from '../shared/run-cli.ts';
import { SetupError } from '../shared/setup-error.ts';
import { waitUntilAnswers } from '../shared/wait-until-answers.ts';

await runCli(async () => {
  const [id] = process.argv.slice(2);
  if (!id || id === '--help') throw new SetupError('Name a customer: npm run show -- <id>');
  const endpoint =
    process.env.AWS_ENDPOINT_URL_DYNAMODB ||
    `http://${LOOPBACK}:${parsePort('DYNAMODB_PORT', process.env)}`;
  if (!(await waitUntilAnswers(endpoint, 1_000))) {
    throw new SetupError(`Nothing answers at ${endpoint}. Start it first: npm start`);
  }
  const client = DynamoDBDocumentClient.from(createLocalClient(endpoint));
  const key = { TableName: LOCAL_TABLE, Key: { id: id.toLowerCase() } };
  const { Item: item } = await client.send(new GetCommand({ ...key, ConsistentRead: true }));
  if (!item) throw new SetupError(`${LOCAL_TABLE} has no customer ${id}.`);
  const { socialId } = item;
  const shown = {
    ...item,
    ...(typeof socialId === 'string' && { socialId: truncateSocialId(socialId) }),
  };
  // JSON cannot represent sets, which other writers may have stored.
  const toList = (_: string, value: unknown) => (value instanceof Set ? [...value] : value);
  console.log(JSON.stringify(shown, toList, 2));
});
