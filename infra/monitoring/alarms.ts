import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { ObservedMetrics } from './observed-metrics.ts';

export interface AlarmProps {
  readonly metric: IMetric;
  /** The alarm fires above this value. */
  readonly limit: number;
  /** The number of periods, among the last `of`, that must be above the limit. */
  readonly periods: number;
  readonly of: number;
  readonly description: string;
}

export type Alarms = ReturnType<typeof createAlarms>;

/** Returns a function that creates alarms; they notify the topic when they fire and end. */
export function alarmsTo(scope: Construct, topic: ITopic) {
  return (id: string, { metric, limit, periods, of, description }: AlarmProps) => {
    const created = new Alarm(scope, id, {
      metric,
      threshold: limit,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      datapointsToAlarm: periods,
      evaluationPeriods: of,
      // Without requests there are no data points.
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: description,
    });
    created.addAlarmAction(new SnsAction(topic));
    created.addOkAction(new SnsAction(topic));
    return created;
  };
}

/** The alarms of the API; docs/operating.md says how to respond. */
export function createAlarms(scope: Construct, metrics: ObservedMetrics, topic: ITopic) {
  const alarm = alarmsTo(scope, topic);
  return {
    serverErrors: alarm('ServerErrors', {
      metric: metrics.serverErrorRate,
      limit: 1,
      periods: 3,
      of: 5,
      description: 'More than 1 % of the requests are answered 5xx.',
    }),
    failedRequests: alarm('FailedRequests', {
      metric: metrics.serverErrorsInFiveMinutes,
      limit: 2,
      periods: 1,
      of: 1,
      description: 'Three or more requests are answered 5xx within five minutes.',
    }),
    slow: alarm('Slow', {
      metric: metrics.latencyP99,
      limit: Duration.seconds(1).toMilliseconds(),
      periods: 4,
      of: 5,
      description: 'One request in a hundred takes more than a second.',
    }),
    functionErrors: alarm('FunctionErrors', {
      metric: metrics.functionErrors,
      limit: 0,
      periods: 2,
      of: 5,
      description:
        'The function crashes, times out or cannot start. It answers every other fault itself.',
    }),
    functionThrottles: alarm('FunctionThrottles', {
      metric: metrics.functionThrottles,
      limit: 0,
      periods: 2,
      of: 5,
      description: 'The function has no concurrency left.',
    }),
    tableThrottles: alarm('TableThrottles', {
      metric: metrics.tableThrottles,
      limit: 0,
      periods: 3,
      of: 5,
      description: 'DynamoDB throttles updates.',
    }),
    tableSystemErrors: alarm('TableSystemErrors', {
      metric: metrics.tableSystemErrors,
      limit: 0,
      periods: 2,
      of: 5,
      description: 'DynamoDB fails.',
    }),
    tokenRefusals: alarm('TokenRefusals', {
      metric: metrics.tokenRefusalRate,
      limit: 20,
      periods: 3,
      of: 5,
      description: 'More than 20 % of the requests come without a token that is accepted.',
    }),
    keySetUnreachable: alarm('KeySetUnreachable', {
      metric: metrics.keySetUnreachable,
      limit: 0,
      periods: 2,
      of: 5,
      description: "The issuer's keys cannot be fetched. Functions that have them keep using them.",
    }),
  };
}
