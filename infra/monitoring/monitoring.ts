import type { HttpApi, IHttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { ApiContext } from '../context/context.ts';
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
  readonly customerManagedKey: IKey | undefined;
}

/** What tells whether the service is well, and rolls a new version back when it is not. */
export class Monitoring extends Construct {
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { context, updateCustomer, customerManagedKey } = props;

    const metrics = observe(props);
    const topic = createAlarmTopic(this, context, customerManagedKey);
    const alarms = createAlarms(this, metrics, topic);
    this.dashboardUrl = createDashboard(this, {
      metrics,
      alarms: Object.values(alarms),
      logGroup: updateCustomer.logGroup,
    });
    if (context.canary) {
      new Canary(this, 'Canary', {
        updateCustomer,
        alarms: [alarms.serverErrors, alarms.slow, alarms.functionErrors],
      });
    }
  }
}
