import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createLocalClient } from '../dynamodb/dynamodb-client.ts';
import { runCli } from '../shared/run-cli.ts';
import { SetupError } from '../shared/setup-error.ts';
import { waitUntilAnswers } from '../shared/wait-until-answers.ts';
import { parseSeed } from './parse-seed.ts';
import { putCustomers } from './put-customers.ts';
import { parseSeedOptions, SEED_HELP } from './seed-options.ts';
import { toStoredItem } from './stored-item.ts';

await runCli(async () => {
  const options = parseSeedOptions(process.argv.slice(2), process.env);
  if (!options) return console.log(SEED_HELP);
  const { file, table, endpoint } = options;

  const now = new Date().toISOString();
  const items = parseSeed(await read(file), file).map((customer) => toStoredItem(customer, now));
  if (endpoint !== undefined && !(await waitUntilAnswers(endpoint, 1_000))) {
    throw new SetupError(`Nothing answers at ${endpoint}. Start it first: npm start`);
  }
  const client = endpoint === undefined ? new DynamoDBClient() : createLocalClient(endpoint);
  await putCustomers(client, table, items);
  const ids = items.map(({ id }) => id).join('\n');
  console.log(`Stored ${items.length} in ${table} at ${endpoint ?? 'AWS'}:\n${ids}`);
});

async function read(file: string): Promise<string> {
  // npm runs scripts in the package's folder; INIT_CWD is where npm was called.
  const path = resolve(process.env.INIT_CWD ?? '.', file);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SetupError(
      code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${code}).`,
    );
  }
}
