/** CloudWatch namespace of the function's metrics, which the dashboard and alarms read. */
export const METRICS_NAMESPACE = 'CustomerProfileUpdate';

/** Value of the dimension `service`, and of the log member of that name. */
export const SERVICE_NAME = 'customer-profile-update';

/**
 * The names of all metrics. CloudWatch bills each combination of dimensions by the month, so
 * the dimensions are only service and function.
 */
export const METRIC = {
  requests: 'Requests',
  /** The outcome of a request: exactly one of these five is 1. */
  succeeded: 'Succeeded',
  replayed: 'Replayed',
  tokenRefused: 'TokenRefused',
  rejected: 'Rejected',
  failed: 'Failed',
  /** HTTP requests to DynamoDB, the SDK's retries included. */
  dynamoDbAttempts: 'DynamoDbAttempts',
  /** Requests that took more than one UpdateItem. */
  multipleUpdates: 'MultipleUpdates',
  keySetUnreachable: 'KeySetUnreachable',
} as const;

/** What the metrics of a request are computed from. */
export interface Outcome {
  status: number;
  /** Whether the write of this Idempotency-Key was already stored. */
  replayed: boolean;
  /** HTTP requests to DynamoDB, the SDK's retries included. */
  attempts: number;
  /** UpdateItems: one per round. */
  updates: number;
}

/**
 * Members of a log line from which CloudWatch takes metrics (embedded metric format):
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export type MetricFields = Record<string, unknown>;

export interface RequestMetrics {
  ofRequest: (outcome: Outcome) => MetricFields;
  ofUnreachableKeySet: () => MetricFields;
}

/**
 * Metrics as members of the log lines that are written anyway: a separate line per request
 * would cost as much to store as the request's own. At level WARN or ERROR only requests
 * answered 5xx, and an unreachable key set, are logged and counted.
 *
 * Powertools' Metrics writes lines of its own; doing without it takes 11 KiB off the bundle
 * and 3 % off a cold start.
 */
export function createRequestMetrics(functionName: string): RequestMetrics {
  const toFields = (counts: Readonly<Record<string, number>>): MetricFields => ({
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: METRICS_NAMESPACE,
          // The logger writes the member `service`.
          Dimensions: [['service', 'function_name']],
          Metrics: Object.keys(counts).map((Name) => ({ Name, Unit: 'Count' })),
        },
      ],
    },
    function_name: functionName,
    ...counts,
  });
  return {
    ofRequest: (outcome) =>
      toFields({
        [METRIC.requests]: 1,
        [outcomeOf(outcome)]: 1,
        [METRIC.dynamoDbAttempts]: outcome.attempts,
        ...(outcome.updates > 1 && { [METRIC.multipleUpdates]: 1 }),
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
