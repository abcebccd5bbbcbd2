import { parseArgs } from 'node:util';
import { LOCAL_TABLE } from '../shared/defaults.ts';
import { LOOPBACK, parsePort } from '../shared/ports.ts';
import { SetupError } from '../shared/setup-error.ts';

interface SeedOptions {
  file: string;
  table: string;
  /** Where DynamoDB Local is; undefined for AWS itself. */
  endpoint: string | undefined;
}

export const SEED_HELP = `
npm run seed -- <file.json> [--table NAME] [--aws]

Stores customers, replacing those with the same id. The file holds one customer
or an array of them, as the API shows them, but with the whole socialId and, if
need be, a tenantId. Ids of addresses are ignored; every customer begins at
version 1. If anything in the file is wrong, nothing is stored.

  --table NAME   the table (default: ${LOCAL_TABLE}, that of npm start)
  --aws          write to AWS, with the region and credentials the AWS SDK finds;
                 needs --table

Without --aws nothing can get into AWS: customers go to the DynamoDB Local of
npm start (port DYNAMODB_PORT, default 8000) or to AWS_ENDPOINT_URL_DYNAMODB where
that is set, with credentials that are worth nothing in AWS.
`;

/** The options of `npm run seed`, or undefined where help is asked for; throws a SetupError for bad ones. */
export function parseSeedOptions(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): SeedOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new SetupError(`Give one file.\n${SEED_HELP}`);
  if (values.table === '') throw new SetupError('--table needs the name of a table.');
  const endpoint = env.AWS_ENDPOINT_URL_DYNAMODB;
  if (values.aws) {
    if (!values.table) throw new SetupError('--aws needs --table NAME.');
    if (endpoint) throw new SetupError('--aws and AWS_ENDPOINT_URL_DYNAMODB exclude each other.');
    return { file, table: values.table, endpoint: undefined };
  }
  return {
    file,
    table: values.table ?? LOCAL_TABLE,
    endpoint: endpoint || `http://${LOOPBACK}:${parsePort('DYNAMODB_PORT', env)}`,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        table: { type: 'string' },
        aws: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n${SEED_HELP}`);
  }
}
