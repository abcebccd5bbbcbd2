import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import type { LogLevel } from '@aws-lambda-powertools/logger/types';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type AnnounceDeps, createAnnounceChanges } from './announce-changes.ts';
import {
  EVENT_METRIC,
  type EventCounts,
  METRICS_NAMESPACE,
  SERVICE_NAME,
} from './event-metrics.ts';
import { createPutEvents } from './put-events.ts';
import { createSetAside } from './set-aside.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** At most three requests of three seconds, the SDK's retries included. */
const CLIENT = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};
/** Mean of the first wait; each further wait is twice as long. */
const BACK_OFF_MS = 50;

/** Parts that a test replaces; all others are those that are deployed. */
export interface Overrides extends Partial<Pick<AnnounceDeps, 'log' | 'count'>> {
  backOff?: (failures: number) => Promise<unknown>;
}

/**
 * Builds the function from its environment variables (docs/events.md). Throws an error that
 * names every missing one.
 */
export function compose(env: Environment, { backOff = wait, ...overrides }: Overrides = {}) {
  const { EVENT_BUS_NAME: bus = '', DEAD_LETTER_QUEUE_URL: queueUrl = '' } = env;
  const missing = Object.entries({ EVENT_BUS_NAME: bus, DEAD_LETTER_QUEUE_URL: queueUrl })
    .filter(([, value]) => value === '')
    .map(([name]) => name);
  if (missing.length > 0) throw new Error(`Missing environment variables: ${missing.join(', ')}`);

  const logLevel = (env.POWERTOOLS_LOG_LEVEL ?? 'INFO') as LogLevel;
  return createAnnounceChanges({
    putEvents: createPutEvents(new EventBridgeClient(CLIENT), { bus, backOff }),
    setAside: createSetAside(new SQSClient(CLIENT), queueUrl),
    log: new Logger({ serviceName: SERVICE_NAME, logLevel }),
    count: createCount(env.AWS_LAMBDA_FUNCTION_NAME),
    ...overrides,
  });
}

const wait = (failures: number) => setTimeout(Math.random() * BACK_OFF_MS * 2 ** failures);

/** Counts nothing without the name, that is, outside Lambda, where nothing reads metrics. */
function createCount(functionName: string | undefined): AnnounceDeps['count'] {
  if (functionName === undefined) return () => {};
  const metrics = new Metrics({
    namespace: METRICS_NAMESPACE,
    serviceName: SERVICE_NAME,
    defaultDimensions: { function_name: functionName },
  });
  return (counts: EventCounts) => {
    for (const [name, metric] of Object.entries(EVENT_METRIC)) {
      const value = counts[name as keyof EventCounts];
      if (value > 0) metrics.addMetric(metric, 'Count', value);
    }
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
}
