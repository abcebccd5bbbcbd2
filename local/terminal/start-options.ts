import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PORTS, type PortVariable } from '../shared/defaults.ts';
import { parsePort } from '../shared/ports.ts';
import { SetupError } from '../shared/setup-error.ts';

interface StartOptions {
  port: number;
  issuerPort: number;
  dynamoDbPort: number;
  /** Whether the function's own lines are shown instead of readable ones. */
  json: boolean;
  /** Whether the function is reloaded when its sources change. */
  watch: boolean;
  /** Whether the API serves TLS and asks for client certificates. */
  mtls: boolean;
  /** Whether every change is announced, and shown. */
  events: boolean;
  /** The folder that keeps the data; undefined for memory. */
  dataDir: string | undefined;
}

export const START_HELP = `
npm start [-- OPTIONS]

Runs the API with all it needs: DynamoDB Local, the stack's table with a sample
customer, an OAuth issuer, and the function as it is deployed.

  --json       show the function's structured log, as it is in AWS, instead of a
               readable line for each request
  --events     announce every change, as the stack does with changeEvents=on, and
               show a line for each event; with --json the event itself
  --watch      reload the function when something in lambda/ changes
  --mtls       serve TLS with certificates made for this run, and ask for client
               certificates
  --data DIR   keep the data in DIR, created if need be; without it, they are
               gone at the end
  --help       show this

Variables: ${Object.entries(PORTS)
  .map(([name, port]) => `${name} (${port})`)
  .join(', ')}, 0 for any free port;
AWS_ENDPOINT_URL_DYNAMODB for an already running DynamoDB.
`;

/** The options of `npm start`, or undefined where help is asked for; throws a SetupError for bad ones. */
export function parseStartOptions(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): StartOptions | undefined {
  const { help, json = false, watch = false, events = false, mtls = false, data } = parse(args);
  if (help) return undefined;
  if (data === '') throw new SetupError('--data needs the name of a folder.');
  if (data !== undefined && env.AWS_ENDPOINT_URL_DYNAMODB) {
    throw new SetupError('--data and AWS_ENDPOINT_URL_DYNAMODB exclude each other.');
  }
  const port = (variable: PortVariable) => parsePort(variable, env);
  return {
    port: port('PORT'),
    issuerPort: port('ISSUER_PORT'),
    dynamoDbPort: port('DYNAMODB_PORT'),
    json,
    watch,
    events,
    mtls,
    // npm runs scripts in the package's folder, wherever it was called.
    dataDir: data === undefined ? undefined : resolve(env.INIT_CWD ?? '.', data),
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean' },
        watch: { type: 'boolean' },
        events: { type: 'boolean' },
        mtls: { type: 'boolean' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n${START_HELP}`);
  }
}
