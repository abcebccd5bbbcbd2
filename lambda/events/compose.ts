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

/** Three attempts of three seconds at most, well within the function's time. */
const CLIENT = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};
/** The mean of the first wait; each further one is twice as long. */
const BACK_OFF_MS = 50;

/** What a test may put in place of a part; anything else is what is deployed. */
export interface Overrides extends Partial<Pick<AnnounceDeps, 'log' | 'count'>> {
  backOff?: (failures: number) => Promise<unknown>;
}

/** Builds the function from its environment variables (docs/events.md); throws an error that names every missing one. */
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

/** Without the name, outside Lambda, nothing reads metrics from the log. */
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
