import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRIC, METRICS_NAMESPACE, SERVICE_NAME } from './metric-names.ts';

/** What the metrics of a request are made from. */
export interface Outcome {
  status: number;
  /** Whether an earlier attempt had made the change. */
  replayed: boolean;
  /** HTTP requests to DynamoDB. */
  attempts: number;
  /** UpdateItems. */
  updates: number;
}

/** Members of a log line by which CloudWatch takes metrics from it (embedded metric format). */
export type MetricFields = Record<string, unknown>;

export interface RequestMetrics {
  ofRequest: (outcome: Outcome) => MetricFields;
  ofUnreachableKeySet: () => MetricFields;
}

/**
 * Metrics as members of the log's own lines: a line of their own for each
 * request would cost as much to store as the request's line does. So they end
 * where the log level hides that line.
 */
export function createRequestMetrics(functionName: string): RequestMetrics {
  const metrics = new Metrics({
    namespace: METRICS_NAMESPACE,
    serviceName: SERVICE_NAME,
    defaultDimensions: { function_name: functionName },
  });
  const toFields = (counts: Readonly<Record<string, number>>): MetricFields => {
    for (const [name, value] of Object.entries(counts)) {
      metrics.addMetric(name, MetricUnit.Count, value);
    }
    // The logger writes `service` itself.
    const { service: _, ...fields } = metrics.serializeMetrics();
    metrics.clearMetrics();
    return fields;
  };
  return {
    ofRequest: (outcome) =>
      toFields({
        [METRIC.requests]: 1,
        [outcomeOf(outcome)]: 1,
        [METRIC.dynamoDbAttempts]: outcome.attempts,
        ...(outcome.updates > 1 && { [METRIC.secondAttempts]: 1 }),
      }),
    ofUnreachableKeySet: () => toFields({ [METRIC.keySetUnreachable]: 1 }),
  };
}

function outcomeOf({ status, replayed }: Outcome): string {
  if (status >= 500) return METRIC.failed;
  if (status === 401 || status === 403) return METRIC.tokenRefused;
  if (status >= 400) return METRIC.rejected;
  return replayed ? METRIC.replayed : METRIC.succeeded;
}
