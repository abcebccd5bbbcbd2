import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Synthesized, SynthesizeOptions } from '../infra/synth.ts';
import { LOCAL_AUDIENCE, LOCAL_AWS, LOCAL_TABLE } from './defaults.ts';
import { loadHandler, toFunctionSettings, toRouteKeys } from './deployed-function.ts';
import { createLocalClient } from './dynamodb-client.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';
import { setEnvironment } from './environment.ts';
import { type AnsweredRequest, startHttpApi } from './http-api.ts';
import { type LocalIssuer, startIssuer } from './issuer.ts';
import { parseSeed } from './parse-seed.ts';
import { assertPortFree } from './ports.ts';
import { putCustomers } from './put-customers.ts';
import { SetupError } from './setup-error.ts';
import { toStoredItem } from './stored-item.ts';
import { createTable } from './table.ts';
import { waitUntilAnswers } from './wait-until-answers.ts';

export interface LocalRunOptions {
  /** Ports; 0, the default, takes any free one. */
  port?: number;
  issuerPort?: number;
  dynamoDbPort?: number;
  onRequest?: (request: AnsweredRequest) => void;
  /** Told when DynamoDB Local ends by itself. */
  onDynamoDbEnd?: () => void;
}

export interface LocalRun {
  /** Where the API is: `http://127.0.0.1:3000`. */
  url: string;
  issuer: LocalIssuer;
  dynamoDbEndpoint: string;
  table: string;
  stop(): Promise<void>;
}

const SAMPLE_CUSTOMER = new URL('./sample-customer.json', import.meta.url);
const ENDPOINT_TIMEOUT_MS = 5_000;

/**
 * Starts everything `npm start` starts (contract, section 9): DynamoDB, the
 * stack's table with the sample customer, an issuer, and the API with the very
 * function that a deploy uploads. The function reads its settings from
 * process.env, so one run at a time in a process. Throws a SetupError for what
 * the person at the keyboard can mend; nothing is left running then.
 */
export async function startLocalRun(options: LocalRunOptions = {}): Promise<LocalRun> {
  const { port = 0, issuerPort = 0, dynamoDbPort = 0, onRequest, onDynamoDbEnd } = options;
  await Promise.all([assertPortFree(port, 'PORT'), assertPortFree(issuerPort, 'ISSUER_PORT')]);

  const starting: Promise<{ stop(): Promise<void> }>[] = [];
  const stop = async () => {
    const started = await Promise.allSettled(starting);
    await Promise.all(started.map((one) => one.status === 'fulfilled' && one.value.stop()));
  };
  const start = <T extends { stop(): Promise<void> }>(one: Promise<T>) => {
    starting.push(one);
    // It may fail while we wait for something else; whoever awaits it is told.
    one.catch(() => {});
    return one;
  };

  try {
    // First what takes longest and needs no thread of ours. Its failure ends the wait for the others.
    const dynamoDb = start(findOrStartDynamoDb(dynamoDbPort, onDynamoDbEnd));
    // A given one answers at once, or synthesis would take the time it has for that.
    if (process.env.AWS_ENDPOINT_URL_DYNAMODB) await dynamoDb;
    const orFailure = <T>(work: Promise<T>) =>
      Promise.race([work, dynamoDb.then(() => new Promise<never>(() => {}))]);
    const startingIssuer = start(startIssuer({ port: issuerPort, audience: LOCAL_AUDIENCE }));
    const issuer = await orFailure(startingIssuer);
    // Loaded only now: that takes half a second of CPU, which DynamoDB Local's start need not wait for.
    const { synthesize } = await orFailure(import('../infra/synth.ts'));
    const stack = await start(synthesizeFor(issuer, synthesize));
    const { endpoint } = await dynamoDb;
    const { environment, ...settings } = toFunctionSettings(stack, LOCAL_TABLE);
    start(enterEnvironment({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint }));
    const [handler] = await Promise.all([
      loadHandler(stack.functionAssetDir),
      prepareTable(endpoint, stack),
    ]);
    const api = await start(
      startHttpApi({
        lambda: { handler, ...settings },
        routeKeys: toRouteKeys(stack.template),
        port,
        ...(onRequest && { onRequest }),
      }),
    );
    return { url: api.url, issuer, dynamoDbEndpoint: endpoint, table: LOCAL_TABLE, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function findOrStartDynamoDb(port: number, onUnexpectedEnd?: () => void) {
  const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  if (!endpoint) return startDynamoDbLocal({ port, ...(onUnexpectedEnd && { onUnexpectedEnd }) });
  if (!(await waitUntilAnswers(endpoint, ENDPOINT_TIMEOUT_MS))) {
    throw new SetupError(`Nothing answers at AWS_ENDPOINT_URL_DYNAMODB, ${endpoint}.`);
  }
  return { endpoint, stop: async () => {} } satisfies DynamoDbLocal;
}

async function synthesizeFor(
  { issuer, jwksUri }: LocalIssuer,
  synthesize: (options: SynthesizeOptions) => Synthesized,
) {
  const outdir = mkdtempSync(join(tmpdir(), 'customer-api-'));
  const remove = () => rmSync(outdir, { recursive: true, force: true });
  process.once('exit', remove);
  const { AUDIENCE_CLAIM, REQUIRED_SCOPE, TENANT_CLAIM } = process.env;
  const context = {
    issuer,
    jwksUri,
    audience: LOCAL_AUDIENCE,
    ...(AUDIENCE_CLAIM !== undefined && { audienceClaim: AUDIENCE_CLAIM }),
    ...(REQUIRED_SCOPE !== undefined && { requiredScope: REQUIRED_SCOPE }),
    ...(TENANT_CLAIM !== undefined && { tenantClaim: TENANT_CLAIM }),
  };
  return { ...synthesize({ outdir, context }), stop: async () => remove() };
}

async function enterEnvironment(functionEnvironment: Record<string, string>) {
  const restore = setEnvironment({
    ...functionEnvironment,
    ...LOCAL_AWS,
    // Any of these would put something else in the place of the above.
    AWS_PROFILE: undefined,
    AWS_SESSION_TOKEN: undefined,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
  });
  return { stop: async () => restore() };
}

async function prepareTable(endpoint: string, { template }: Synthesized): Promise<void> {
  const client = createLocalClient(endpoint);
  await createTable(client, template, LOCAL_TABLE);
  const sample = parseSeed(readFileSync(SAMPLE_CUSTOMER, 'utf8'), 'sample-customer.json');
  const now = new Date().toISOString();
  await putCustomers(
    client,
    LOCAL_TABLE,
    sample.map((customer) => toStoredItem(customer, now)),
  );
  client.destroy();
}
