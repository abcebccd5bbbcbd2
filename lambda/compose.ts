import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { type AppDeps, createApp } from './app.ts';
import { createDynamoDbClient } from './aws/dynamodb-client.ts';
import { type Config, loadConfig } from './config.ts';
import { describeFault } from './describe-fault.ts';
import { createRequestMetrics, SERVICE_NAME } from './request-metrics.ts';
import { fetchJwks } from './token/fetch-jwks.ts';
import { createKeySet } from './token/key-set.ts';
import { createUpdateItem } from './write/send-update.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a test may put in place of a part; anything else is what is deployed. */
export interface Overrides extends Partial<AppDeps> {
  client?: DynamoDBClient;
}

/** The mean of the first wait; each further one is twice as long. */
const BACK_OFF_MS = 20;

/**
 * Builds the app from the environment variables of the function (docs/development.md).
 * Throws one error that names every missing or malformed variable. `ready`
 * resolves once the issuer's keys have been fetched, or could not be.
 */
export function compose(env: Environment, { client, ...overrides }: Overrides = {}) {
  const config = loadConfig(env);
  const log = overrides.log ?? new Logger({ serviceName: SERVICE_NAME, logLevel: config.logLevel });
  // Set by Lambda; outside of it nothing reads metrics from the log.
  const functionName = env.AWS_LAMBDA_FUNCTION_NAME;
  const metrics = functionName ? createRequestMetrics(functionName) : undefined;

  const keySet = createKeySet({
    fetchJwks: () => fetchJwks(config.jwksUri),
    now: Date.now,
    // Logged at once: callers notice only when no key is left, after a cold start or a change of keys.
    onUnreachable: (fault) =>
      log.error('key set unreachable', {
        fault: describeFault(fault),
        ...metrics?.ofUnreachableKeySet(),
      }),
  });
  // Before the client is built, so that the keys are on their way meanwhile.
  const ready = overrides.getKey ? Promise.resolve() : keySet.prefetch();

  const dynamoDb = client ?? createDynamoDbClient(endpointOf(env, config));
  const app = createApp({
    config,
    getKey: keySet.getKey,
    updateItem: createUpdateItem(dynamoDb),
    backOff: (failures) => setTimeout(Math.random() * BACK_OFF_MS * 2 ** failures),
    now: () => new Date(),
    monotonicNow: () => performance.now(),
    newId: randomUUID,
    log,
    ...(metrics && { toMetrics: metrics.ofRequest }),
    ...overrides,
  });
  return { app, ready };
}

/** The SDK would read these variables itself, but each only after two configuration files. */
function endpointOf(env: Environment, config: Config): DynamoDBClientConfig {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint } = env;
  return {
    useFipsEndpoint: config.useFipsEndpoint,
    useDualstackEndpoint: config.useDualstackEndpoint,
    ...(endpoint && { endpoint }),
  };
}
