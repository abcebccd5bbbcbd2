/** Where the function's metrics are in CloudWatch; the stack's dashboard and alarms read them there. */
export const METRICS_NAMESPACE = 'CustomerProfileUpdate';

/** Value of the dimension `service`, and of the log's member of that name. */
export const SERVICE_NAME = 'customer-profile-update';

/** Every metric. CloudWatch bills each by the month, so the dimensions are only service and function. */
export const METRIC = {
  requests: 'Requests',
  /** What became of a request: exactly one of these five is 1. */
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

/** The outcome of a request, from which its metrics are made. */
export interface Outcome {
  status: number;
  /** Whether an earlier attempt had made the change. */
  replayed: boolean;
  /** HTTP requests to DynamoDB. */
  attempts: number;
  /** UpdateItems. */
  updates: number;
}

/**
 * Members of a log line by which CloudWatch takes metrics from it:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export type MetricFields = Record<string, unknown>;

export interface RequestMetrics {
  ofRequest: (outcome: Outcome) => MetricFields;
  ofUnreachableKeySet: () => MetricFields;
}

/**
 * Metrics as members of the log's own lines: a line of their own for each
 * request would cost as much to store as the request's line does. At
 * level WARN or above the line, and with it every metric but Failed, is not written.
 *
 * Powertools' Metrics writes lines of its own; this much of it by hand takes
 * 11 KiB off the bundle and a thirtieth off a cold start.
 */
export function createRequestMetrics(functionName: string): RequestMetrics {
  const toFields = (counts: Readonly<Record<string, number>>): MetricFields => ({
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: METRICS_NAMESPACE,
          // The logger itself writes `service`.
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
