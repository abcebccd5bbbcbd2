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
  /** The alarm fires above it. */
  readonly limit: number;
  /** Minutes of the last `window` that must be above the limit. */
  readonly minutes: number;
  readonly window: number;
  readonly description: string;
}

export type Alarms = ReturnType<typeof createAlarms>;

/** What creates alarms, each sent to the topic when it fires and when it is over. */
export function alarmsTo(scope: Construct, topic: ITopic) {
  return (id: string, { metric, limit, minutes, window, description }: AlarmProps) => {
    const created = new Alarm(scope, id, {
      metric,
      threshold: limit,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      datapointsToAlarm: minutes,
      evaluationPeriods: window,
      // No requests, no datapoints: that is no fault.
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: description,
    });
    created.addAlarmAction(new SnsAction(topic));
    created.addOkAction(new SnsAction(topic));
    return created;
  };
}

/** The alarms of the API; docs/operating.md says what to do. */
export function createAlarms(scope: Construct, metrics: ObservedMetrics, topic: ITopic) {
  const alarm = alarmsTo(scope, topic);
  return {
    serverErrors: alarm('ServerErrors', {
      metric: metrics.serverErrorRate,
      limit: 1,
      minutes: 3,
      window: 5,
      description: 'More than 1 % of the requests are answered 5xx.',
    }),
    slow: alarm('Slow', {
      metric: metrics.latencyP99,
      limit: Duration.seconds(1).toMilliseconds(),
      minutes: 4,
      window: 5,
      description: 'One request in a hundred takes more than a second.',
    }),
    functionErrors: alarm('FunctionErrors', {
      metric: metrics.functionErrors,
      limit: 0,
      minutes: 2,
      window: 5,
      description:
        'The function crashes, times out or cannot start. It answers every other fault itself.',
    }),
    functionThrottles: alarm('FunctionThrottles', {
      metric: metrics.functionThrottles,
      limit: 0,
      minutes: 2,
      window: 5,
      description: 'The function has no concurrency left.',
    }),
    tableThrottles: alarm('TableThrottles', {
      metric: metrics.tableThrottles,
      limit: 0,
      minutes: 3,
      window: 5,
      description: 'DynamoDB throttles updates.',
    }),
    tableSystemErrors: alarm('TableSystemErrors', {
      metric: metrics.tableSystemErrors,
      limit: 0,
      minutes: 2,
      window: 5,
      description: 'DynamoDB fails.',
    }),
    tokenRefusals: alarm('TokenRefusals', {
      metric: metrics.tokenRefusalRate,
      limit: 20,
      minutes: 3,
      window: 5,
      description: 'More than 20 % of the requests come without a token that is accepted.',
    }),
    keySetUnreachable: alarm('KeySetUnreachable', {
      metric: metrics.keySetUnreachable,
      limit: 0,
      minutes: 2,
      window: 5,
      description: "The issuer's keys cannot be had. Functions that have them go on with them.",
    }),
  };
}
