import type { HttpApi, IHttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { ApiContext } from '../context/context.ts';
import type { ChangeEvents } from '../events/change-events.ts';
import { watchEvents } from '../events/event-watch.ts';
import type { UpdateCustomerFunction } from '../function/update-customer-function.ts';
import { createAlarmTopic } from './alarm-topic.ts';
import { createAlarms } from './alarms.ts';
import { Canary } from './canary.ts';
import { createDashboard } from './dashboard.ts';
import { observe } from './observed-metrics.ts';

interface MonitoringProps {
  readonly context: ApiContext;
  readonly api: HttpApi;
  readonly stage: IHttpStage;
  readonly updateCustomer: UpdateCustomerFunction;
  readonly table: TableV2;
  readonly changeEvents: ChangeEvents | undefined;
  readonly customerManagedKey: IKey | undefined;
}

/** Dashboard, alarms and, in prod, the canary rollout that rolls back on an alarm. */
export class Monitoring extends Construct {
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { context, updateCustomer, changeEvents, customerManagedKey } = props;

    const metrics = observe(props);
    const topic = createAlarmTopic(this, context, customerManagedKey);
    const alarms = createAlarms(this, metrics, topic);
    const events = changeEvents && watchEvents(this, changeEvents, topic);
    this.dashboardUrl = createDashboard(this, {
      metrics,
      alarms: [...Object.values(alarms), ...(events?.alarms ?? [])],
      logGroup: updateCustomer.logGroup,
      furtherRows: events ? [events.row] : [],
    });
    if (context.canary) {
      new Canary(this, 'Canary', {
        updateCustomer,
        alarms: [alarms.serverErrors, alarms.failedRequests, alarms.slow, alarms.functionErrors],
      });
    }
  }
}
