import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { LIVE, type UpdateCustomerFunction } from '../function/update-customer-function.ts';

interface CanaryProps {
  readonly updateCustomer: UpdateCustomerFunction;
  /** Any of them rolls the alias back. */
  readonly alarms: IAlarm[];
}

/** Gives a new version a tenth of the requests for ten minutes, then all; rolls back on an alarm. */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, { updateCustomer, alarms }: CanaryProps) {
    super(scope, id);

    // What AWSCodeDeployRoleForLambdaLimited allows for this kind of deploy, for the one function.
    const policy = new ManagedPolicy(this, 'Policy', {
      statements: [
        new PolicyStatement({
          actions: [
            'lambda:GetAlias',
            'lambda:GetProvisionedConcurrencyConfig',
            'lambda:UpdateAlias',
          ],
          // Spelt out: the alias's own ARN would wait for the alias, and that waits for this.
          resources: [updateCustomer.functionArn, `${updateCustomer.functionArn}:${LIVE}`],
        }),
        new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }),
      ],
    });
    acknowledge(
      policy,
      'CodeDeploy reads the state of alarms in one call without names, which no resource narrows; it can read them alone.',
      ['AwsSolutions-IAM5[Resource::*]'],
    );

    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
      managedPolicies: [policy],
    });
    new LambdaDeploymentGroup(this, 'Group', {
      alias: updateCustomer.live,
      // Ten minutes: the alarms look at the last five, so that they have fired by then.
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_10MINUTES,
      alarms,
      autoRollback: { deploymentInAlarm: true, failedDeployment: true, stoppedDeployment: true },
      // The construct would attach the managed policy, which may update every alias of the account.
      role: role.withoutPolicyUpdates(),
    });
  }
}
