import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createApp } from './app.ts';
import { createDynamoDbClient } from './aws/dynamodb-client.ts';
import { loadConfig } from './config.ts';
import { describeFault } from './describe-fault.ts';
import { fetchJwks } from './fetch-jwks.ts';
import { createKeySet } from './key-set.ts';
import { createRequestMetrics, SERVICE_NAME } from './request-metrics.ts';
import { createUpdateItem } from './write/send-update.ts';

const config = loadConfig(process.env);

const log = new Logger({ serviceName: SERVICE_NAME, logLevel: config.logLevel });
// Set by Lambda; elsewhere nobody takes metrics from the log.
const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME;
const metrics = functionName ? createRequestMetrics(functionName) : undefined;

const keySet = createKeySet({
  fetchJwks: () => fetchJwks(config.jwksUri),
  now: Date.now,
  // Told at once: callers notice only when no key is left, after a cold start or a change of keys.
  onUnreachable: (fault) =>
    log.error('key set unreachable', {
      fault: describeFault(fault),
      ...metrics?.ofUnreachableKeySet(),
    }),
});
const prefetched = keySet.prefetch();

// The SDK would read this variable itself, but only after two configuration files.
const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
const client = createDynamoDbClient(endpoint ? { endpoint } : {});

/** The mean of the first wait; each further one is twice as long. */
const BACK_OFF_MS = 20;

/** What Lambda calls, made once for each start of the function. */
export const handler = createApp({
  config,
  getKey: keySet.getKey,
  updateItem: createUpdateItem(DynamoDBDocumentClient.from(client)),
  backOff: (failures) => setTimeout(Math.random() * BACK_OFF_MS * 2 ** failures),
  now: () => new Date(),
  monotonicNow: () => performance.now(),
  newId: randomUUID,
  log,
  ...(metrics && { toMetrics: metrics.ofRequest }),
});

// The keys arrive while the function starts, not while the first caller waits.
await prefetched;
