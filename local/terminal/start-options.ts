import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PORTS, type PortVariable } from '../shared/defaults.ts';
import { parsePort } from '../shared/ports.ts';
import { SetupError } from '../shared/setup-error.ts';

interface StartOptions {
  port: number;
  issuerPort: number;
  dynamoDbPort: number;
  /** Whether to show the function's log lines instead of readable ones. */
  json: boolean;
  /** Whether to reload the function when its sources change. */
  watch: boolean;
  /** Whether the API serves TLS and requests client certificates. */
  mtls: boolean;
  /** Whether to announce and show every change. */
  events: boolean;
  /** The folder that keeps the data; undefined to keep it in memory. */
  dataDir: string | undefined;
}

export const START_HELP = `
npm start [-- OPTIONS]

Runs the API and everything it needs: DynamoDB Local, the stack's table with a
sample customer, an OAuth issuer, and the function as it is deployed.

  --json       show the function's structured log, as in AWS, instead of one
               readable line per request
  --events     announce every change, as the stack does with changeEvents=on, and
               show one line per event; with --json, the event itself
  --watch      reload the function when something in lambda/ changes
  --mtls       serve TLS with certificates created for this run, and request
               client certificates
  --data DIR   keep the data in DIR, created if needed; without it the data is
               lost at the end
  --help       show this help

Variables: ${Object.entries(PORTS)
  .map(([name, port]) => `${name} (${port})`)
  .join(', ')}; 0 means any free port.
AWS_ENDPOINT_URL_DYNAMODB uses a DynamoDB that is already running.
`;

/** The options of `npm start`; undefined for --help. Throws a SetupError for bad options. */
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
    // npm runs scripts in the package's folder; INIT_CWD is where npm was called.
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
