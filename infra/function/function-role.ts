import { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import {
  type IRole,
  ManagedPolicy,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ApiContext } from '../context/context.ts';
import { networkStatements } from './network.ts';

const NO_RESOURCES =
  'X-Ray has no resource-level permissions. In a VPC, Lambda itself manages the network interfaces; the function is denied those actions.';

interface FunctionRoleProps {
  readonly context: ApiContext;
  readonly table: Pick<ITable, 'tableArn'>;
  readonly logGroup: ILogGroup;
  readonly customerManagedKey: IKey | undefined;
}

/**
 * The role of the function: it may update items of the one table, write its own log and send
 * traces, and nothing else. CDK constructs cannot extend it.
 */
export function createFunctionRole(
  scope: Construct,
  id: string,
  { context, table, logGroup, customerManagedKey }: FunctionRoleProps,
): IRole {
  const policy = new ManagedPolicy(scope, `${id}Policy`, {
    statements: [
      allow(['dynamodb:UpdateItem'], table.tableArn),
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
      allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*'),
      ...(customerManagedKey ? [useThroughDynamoDb(scope, customerManagedKey)] : []),
      ...networkStatements(scope, context),
    ],
  });
  acknowledge(policy, NO_RESOURCES, ['AwsSolutions-IAM5[Resource::*]']);
  const role = new Role(scope, id, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    managedPolicies: [policy],
  });
  return role.withoutPolicyUpdates();
}

/** DynamoDB uses the key on behalf of its caller. */
function useThroughDynamoDb(scope: Construct, key: IKey): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
    resources: [key.keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(scope).region}.amazonaws.com` },
    },
  });
}

function allow(actions: string[], resource: string): PolicyStatement {
  return new PolicyStatement({ actions, resources: [resource] });
}
