import { parseArgs } from 'node:util';
import { LOCAL_TABLE } from '../shared/defaults.ts';
import { LOOPBACK, parsePort } from '../shared/ports.ts';
import { SetupError } from '../shared/setup-error.ts';

interface SeedOptions {
  file: string;
  table: string;
  /** The endpoint of DynamoDB Local; undefined for AWS. */
  endpoint: string | undefined;
}

export const SEED_HELP = `
npm run seed -- <file.json> [--table NAME] [--aws]

Stores customers, replacing those with the same id. The file contains one
customer or an array, in the form of the API's responses, but with the whole
socialId and, if needed, a tenantId. Address ids are ignored; every customer
starts at version 1. If anything in the file is wrong, nothing is stored.

  --table NAME   the table (default: ${LOCAL_TABLE}, the one of npm start)
  --aws          write to AWS, with the region and credentials the AWS SDK finds;
                 needs --table

Without --aws nothing is written to AWS: customers go to the DynamoDB Local of
npm start (port DYNAMODB_PORT, default 8000) or, if set, to
AWS_ENDPOINT_URL_DYNAMODB, with credentials that AWS does not accept.
`;

/** The options of `npm run seed`; undefined for --help. Throws a SetupError for bad options. */
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
