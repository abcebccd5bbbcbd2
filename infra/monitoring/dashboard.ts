import { Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { ObservedMetrics } from './observed-metrics.ts';

interface DashboardProps {
  readonly metrics: ObservedMetrics;
  readonly alarms: IAlarm[];
  /** Log group of the API's function. */
  readonly logGroup: ILogGroup;
  /** Added below the three rows. */
  readonly furtherRows: IWidget[][];
}

/**
 * Creates a dashboard with three rows (is it healthy, is it fast, who is refused and why) and the
 * further ones. Returns its URL in the console.
 */
export function createDashboard(
  scope: Construct,
  { metrics, alarms, logGroup, furtherRows }: DashboardProps,
): string {
  const { region } = Stack.of(scope);
  const dashboard = new Dashboard(scope, 'Dashboard', {
    widgets: [
      [
        new AlarmStatusWidget({ title: 'Is it healthy?', alarms, width: 6, height: 6 }),
        graph('Requests by outcome', [
          metrics.succeeded,
          metrics.replayed,
          metrics.rejected,
          metrics.tokenRefused,
          metrics.failed,
        ]),
        graph('Faults', [
          metrics.serverErrors,
          metrics.functionErrors,
          metrics.functionThrottles,
          metrics.tableThrottles,
          metrics.tableSystemErrors,
          metrics.keySetUnreachable,
        ]),
      ],
      [
        graph('Is it fast? Latency of the API, ms', [
          metrics.latencyP50,
          metrics.latencyP90,
          metrics.latencyP99,
        ]),
        graph('Where the time goes, ms', [metrics.functionP99, metrics.tableLatency]),
        graph(
          'Work',
          [
            metrics.dynamoDbAttempts,
            metrics.multipleUpdates,
            metrics.replayed,
            metrics.concurrency,
          ],
          6,
        ),
      ],
      [
        table('Who is refused, and why?', logGroup, [
          'filter message = "request" and status >= 400',
          'stats count(*) as requests by status, errorCode, reason, principal',
          'sort requests desc',
          'limit 20',
        ]),
        table('What failed', logGroup, [
          'filter level = "ERROR"',
          'fields @timestamp, message, errorCode, fault.name, fault.cause.name, requestId',
          'sort @timestamp desc',
          'limit 20',
        ]),
      ],
      ...furtherRows,
    ],
  });
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
}

export function graph(title: string, left: IMetric[], width = 9): IWidget {
  return new GraphWidget({ title, left, width, height: 6, leftYAxis: { min: 0 } });
}

function table(title: string, logGroup: ILogGroup, queryLines: string[]): IWidget {
  return new LogQueryWidget({
    title,
    logGroupNames: [logGroup.logGroupName],
    queryLines,
    view: LogQueryVisualizationType.TABLE,
    width: 12,
    height: 8,
  });
}
