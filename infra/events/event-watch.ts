import { Duration } from 'aws-cdk-lib';
import { type IAlarm, type IWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import {
  EVENT_METRIC,
  METRICS_NAMESPACE,
  SERVICE_NAME,
} from '../../lambda/events/event-metrics.ts';
import { alarmsTo } from '../monitoring/alarms.ts';
import { graph } from '../monitoring/dashboard.ts';
import type { ChangeEvents } from './change-events.ts';

const PERIOD = Duration.minutes(1);
const SUM = { statistic: Stats.SUM, period: PERIOD };

/** The alarms for change events (docs/operating.md says how to respond) and their dashboard row. */
export function watchEvents(
  scope: Construct,
  { announceChanges, deadLetters }: ChangeEvents,
  topic: ITopic,
): { alarms: IAlarm[]; row: IWidget[] } {
  const own = (metricName: string, label: string) =>
    new Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      label,
      dimensionsMap: { service: SERVICE_NAME, function_name: announceChanges.functionName },
      ...SUM,
    });
  const announced = own(EVENT_METRIC.announced, 'announced');
  const refused = own(EVENT_METRIC.refused, 'refused, and sent again');
  const unreadable = own(EVENT_METRIC.unreadable, 'unreadable records');
  const errors = announceChanges.metricErrors({ ...SUM, label: 'function errors' });
  const throttles = announceChanges.metricThrottles({ ...SUM, label: 'function throttles' });
  const delay = announceChanges.metric('IteratorAge', {
    statistic: Stats.MAXIMUM,
    label: 'delay, ms',
    period: PERIOD,
  });
  const waiting = deadLetters.metricApproximateNumberOfMessagesVisible({
    statistic: Stats.MAXIMUM,
    label: 'in the dead-letter queue',
    period: PERIOD,
  });

  const alarm = alarmsTo(scope, topic);
  return {
    alarms: [
      alarm('EventDelay', {
        metric: delay,
        limit: Duration.minutes(5).toMilliseconds(),
        periods: 3,
        of: 5,
        description: 'Changes are announced more than five minutes late.',
      }),
      alarm('EventRefusals', {
        metric: refused,
        limit: 0,
        periods: 3,
        of: 5,
        description: 'The bus refuses events; they are sent again, for a day.',
      }),
      alarm('EventErrors', {
        metric: errors,
        limit: 0,
        periods: 3,
        of: 5,
        description: 'The function that announces changes crashes, times out or cannot start.',
      }),
      alarm('EventDeadLetters', {
        metric: waiting,
        limit: 0,
        periods: 1,
        of: 1,
        description: 'A change was never announced; its place is in the dead-letter queue.',
      }),
    ],
    row: [
      graph('Are changes announced?', [announced, refused, unreadable]),
      graph('How late? ms', [delay]),
      graph('What holds them up', [waiting, errors, throttles], 6),
    ],
  };
}
