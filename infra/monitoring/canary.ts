import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { LIVE, type UpdateCustomerFunction } from '../function/update-customer-function.ts';

interface CanaryProps {
  readonly updateCustomer: UpdateCustomerFunction;
  /** Each of them rolls the alias back. */
  readonly alarms: IAlarm[];
}

/** Sends a new version 10 % of the requests for ten minutes, then all; rolls back on an alarm. */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, { updateCustomer, alarms }: CanaryProps) {
    super(scope, id);

    // The part of AWSCodeDeployRoleForLambdaLimited that this deployment needs, for one function.
    const policy = new ManagedPolicy(this, 'Policy', {
      statements: [
        new PolicyStatement({
          actions: [
            'lambda:GetAlias',
            'lambda:GetProvisionedConcurrencyConfig',
            'lambda:UpdateAlias',
          ],
          // Spelt out: a reference to the alias would be circular, because it depends on this.
          resources: [updateCustomer.functionArn, `${updateCustomer.functionArn}:${LIVE}`],
        }),
        new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }),
      ],
    });
    acknowledge(
      policy,
      'CodeDeploy reads the states of alarms in one call without names, which cannot be restricted to resources. It can only read them.',
      ['AwsSolutions-IAM5[Resource::*]'],
    );

    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
      managedPolicies: [policy],
    });
    new LambdaDeploymentGroup(this, 'Group', {
      alias: updateCustomer.live,
      // The alarms look at the last five minutes, so they fire within the ten.
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_10MINUTES,
      alarms,
      autoRollback: { deploymentInAlarm: true, failedDeployment: true, stoppedDeployment: true },
      // Otherwise the construct attaches the managed policy, which allows to update every alias of
      // the account.
      role: role.withoutPolicyUpdates(),
    });
  }
}
