import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { METRIC, METRICS_NAMESPACE, SERVICE_NAME } from '../../lambda/request-metrics.ts';
import type { UpdateCustomerFunction } from '../function/update-customer-function.ts';

const PERIOD = Duration.minutes(1);
const SUM = { statistic: Stats.SUM, period: PERIOD };
/** With fewer requests in a period, a percentage is meaningless and counts as 0. */
const MIN_REQUESTS = 20;

export type ObservedMetrics = ReturnType<typeof observe>;

interface Observed {
  readonly api: HttpApi;
  readonly updateCustomer: UpdateCustomerFunction;
  readonly table: TableV2;
}

/** The metrics of dashboard and alarms: those of AWS, and those in the function's log lines. */
export function observe({ api, updateCustomer, table }: Observed) {
  const own = (metricName: string, label = metricName) =>
    new Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      label,
      dimensionsMap: { service: SERVICE_NAME, function_name: updateCustomer.functionName },
      ...SUM,
    });
  const requests = api.metricCount({ ...SUM, label: 'requests' });
  const serverErrors = api.metricServerError({ ...SUM, label: '5xx' });
  const tokenRefused = own(METRIC.tokenRefused, 'tokens refused');
  const latency = (statistic: string) =>
    api.metricLatency({ statistic, label: statistic, period: PERIOD });
  const ofUpdates = (metricName: string, statistic: string, label: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: table.tableName, Operation: 'UpdateItem' },
      statistic,
      label,
      period: PERIOD,
    });

  return {
    requests,
    serverErrors,
    // With few requests the rates below are 0, and an outage shows only in this number.
    serverErrorsInFiveMinutes: api.metricServerError({
      statistic: Stats.SUM,
      label: '5xx in five minutes',
      period: Duration.minutes(5),
    }),
    serverErrorRate: percentage(serverErrors, requests, '5xx, % of requests'),
    tokenRefusalRate: percentage(tokenRefused, requests, 'tokens refused, % of requests'),
    latencyP50: latency('p50'),
    latencyP90: latency('p90'),
    latencyP99: latency('p99'),
    functionP99: updateCustomer.live.metricDuration({
      statistic: 'p99',
      label: 'function p99',
      period: PERIOD,
    }),
    functionErrors: updateCustomer.live.metricErrors({ ...SUM, label: 'function errors' }),
    functionThrottles: updateCustomer.live.metricThrottles({ ...SUM, label: 'function throttles' }),
    concurrency: updateCustomer.live.metric('ConcurrentExecutions', {
      statistic: Stats.MAXIMUM,
      label: 'runs at once',
      period: PERIOD,
    }),
    tableThrottles: ofUpdates('ThrottledRequests', Stats.SUM, 'DynamoDB throttles'),
    tableSystemErrors: ofUpdates('SystemErrors', Stats.SUM, 'DynamoDB faults'),
    tableLatency: ofUpdates('SuccessfulRequestLatency', 'p99', 'UpdateItem p99'),
    succeeded: own(METRIC.succeeded, 'succeeded'),
    replayed: own(METRIC.replayed, 'replayed'),
    tokenRefused,
    rejected: own(METRIC.rejected, 'rejected'),
    failed: own(METRIC.failed, 'failed'),
    dynamoDbAttempts: own(METRIC.dynamoDbAttempts, 'requests to DynamoDB'),
    multipleUpdates: own(METRIC.multipleUpdates, 'more than one UpdateItem'),
    keySetUnreachable: own(METRIC.keySetUnreachable, 'key set unreachable'),
  };
}

function percentage(part: Metric, whole: Metric, label: string): MathExpression {
  return new MathExpression({
    expression: `IF(whole >= ${MIN_REQUESTS}, 100 * FILL(part, 0) / whole, 0)`,
    usingMetrics: { part, whole },
    label,
    period: PERIOD,
  });
}
