import { CfnOutput, type Environment, Stack, Tags } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { DEFAULT_SCOPE } from '../lambda/config.ts';
import { SERVICE_NAME } from '../lambda/request-metrics.ts';
import { CognitoIdentity } from './api/cognito-identity.ts';
import { CustomerHttpApi } from './api/customer-http-api.ts';
import type { ApiContext } from './context/context.ts';
import type { TokenRules } from './context/identity.ts';
import { createCustomerManagedKey } from './data/customer-managed-key.ts';
import { createCustomersTable } from './data/customers-table.ts';
import { ChangeEvents } from './events/change-events.ts';
import { UpdateCustomerFunction } from './function/update-customer-function.ts';
import { Monitoring } from './monitoring/monitoring.ts';

/** The API with its one route, its function, table, monitoring and, if on, change events. */
export class CustomerApiStack extends Stack {
  readonly table: TableV2;
  readonly updateCustomer: UpdateCustomerFunction;
  /** Undefined if change events are off. */
  readonly changeEvents: ChangeEvents | undefined;

  constructor(scope: Construct, id: string, context: ApiContext, env: Environment = {}) {
    super(scope, id, {
      env,
      stackName: context.stackName,
      description: 'PUT /v1/customers/{customerId}: the update of an individual customer',
      terminationProtection: context.keepsData,
    });
    Tags.of(this).add('service', SERVICE_NAME);
    Tags.of(this).add('stage', context.stage);

    const customerManagedKey = context.customerManagedKey
      ? createCustomerManagedKey(this)
      : undefined;
    this.table = createCustomersTable(this, context, customerManagedKey);
    const tokenRules = this.tokenRulesOf(context);
    this.updateCustomer = new UpdateCustomerFunction(this, 'UpdateCustomer', {
      context,
      table: this.table,
      tokenRules,
      customerManagedKey,
    });
    const { api, stage, url, dnsTarget } = new CustomerHttpApi(this, 'Http', {
      context,
      // CDK's types do not fit exactOptionalPropertyTypes.
      handler: this.updateCustomer.live as IFunction,
      customerManagedKey,
    });
    this.changeEvents =
      context.changeEvents &&
      new ChangeEvents(this, 'ChangeEvents', { context, table: this.table, customerManagedKey });
    const { dashboardUrl } = new Monitoring(this, 'Monitoring', {
      context,
      api,
      stage,
      updateCustomer: this.updateCustomer,
      table: this.table,
      changeEvents: this.changeEvents,
      customerManagedKey,
    });

    this.output('RequiredScope', tokenRules.requiredScope ?? DEFAULT_SCOPE);
    this.output('ApiUrl', url);
    if (dnsTarget !== undefined) this.output('DnsTarget', dnsTarget);
    this.output('TableName', this.table.tableName);
    this.output('FunctionName', this.updateCustomer.functionName);
    this.output('DashboardUrl', dashboardUrl);
    if (this.changeEvents) {
      this.output('EventBusName', this.changeEvents.bus.eventBusName);
      this.output('DeadLetterQueueUrl', this.changeEvents.deadLetters.queueUrl);
    }
  }

  private tokenRulesOf(context: ApiContext): TokenRules {
    if (context.identity.kind === 'existing') return context.identity;
    const { pool, client, tokenEndpoint, tokenRules } = new CognitoIdentity(
      this,
      'Identity',
      context,
    );
    this.output('TokenEndpoint', tokenEndpoint);
    this.output('ClientId', client.userPoolClientId);
    // With the pool's and the client's id, those with permission can read the client secret.
    this.output('UserPoolId', pool.userPoolId);
    return tokenRules;
  }

  private output(name: string, value: string): void {
    new CfnOutput(this, name, { value });
  }
}
