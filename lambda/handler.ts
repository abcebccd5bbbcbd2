import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createApp } from './app.ts';
import { loadConfig } from './config.ts';
import { createUpdateItem } from './customer/customer-table.ts';
import { createDynamoDbClient } from './dynamodb-client.ts';
import { createKeySet, fetchJwks } from './key-set.ts';

const config = loadConfig(process.env);

const keySet = createKeySet({ fetchJwks: () => fetchJwks(config.jwksUri), now: Date.now });
const prefetched = keySet.prefetch();

const BACK_OFF_MS = 20;

export const handler = createApp({
  config,
  getKey: keySet.getKey,
  updateItem: createUpdateItem(DynamoDBDocumentClient.from(createDynamoDbClient())),
  backOff: (failures) => setTimeout(Math.random() * BACK_OFF_MS * 2 ** failures),
  now: () => new Date(),
  monotonicNow: () => performance.now(),
  newId: randomUUID,
  log: new Logger({ serviceName: 'customer-profile-update', logLevel: config.logLevel }),
});

// The keys arrive while the function starts, not while the first caller waits.
await prefetched;
