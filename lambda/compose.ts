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

/** Parts that a test replaces; all others are those that are deployed. */
export interface Overrides extends Partial<AppDeps> {
  client?: DynamoDBClient;
}

/** Mean of the first wait; each further wait is twice as long. */
const BACK_OFF_MS = 20;

/**
 * Builds the app from the function's environment variables (docs/development.md). Throws
 * one error that names every missing or malformed variable. `ready` resolves when the first
 * fetch of the issuer's keys has ended, whether it succeeded or failed.
 */
export function compose(env: Environment, { client, ...overrides }: Overrides = {}) {
  const config = loadConfig(env);
  const log = overrides.log ?? new Logger({ serviceName: SERVICE_NAME, logLevel: config.logLevel });
  // Lambda sets it; outside Lambda nothing reads metrics from the log.
  const functionName = env.AWS_LAMBDA_FUNCTION_NAME;
  const metrics = functionName ? createRequestMetrics(functionName) : undefined;

  const keySet = createKeySet({
    fetchJwks: () => fetchJwks(config.jwksUri),
    now: Date.now,
    // Logged at once: callers notice only when no cached key fits, after a cold start or a key
    // rotation.
    onUnreachable: (fault) =>
      log.error('key set unreachable', {
        fault: describeFault(fault),
        ...metrics?.ofUnreachableKeySet(),
      }),
  });
  // Starts before the client is built, so that both happen at the same time.
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

/** The SDK would read these variables itself, but also its files wherever one is not set. */
function endpointOf(env: Environment, config: Config): DynamoDBClientConfig {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint } = env;
  return {
    useFipsEndpoint: config.useFipsEndpoint,
    useDualstackEndpoint: config.useDualstackEndpoint,
    ...(endpoint && { endpoint }),
  };
}
