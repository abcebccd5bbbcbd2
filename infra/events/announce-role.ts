import { Stack } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import {
  type IRole,
  ManagedPolicy,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ApiContext } from '../context/context.ts';
import { networkStatements } from '../function/network.ts';

interface AnnounceRoleProps {
  readonly context: ApiContext;
  readonly streamArn: string;
  readonly bus: EventBus;
  readonly deadLetters: IQueue;
  readonly logGroup: ILogGroup;
  readonly customerManagedKey: IKey | undefined;
}

/**
 * The role of the function, which Lambda also uses to read the stream: it allows to read the one
 * stream, put events on the one bus, send to the one queue, log and trace.
 */
export function createAnnounceRole(scope: Construct, id: string, props: AnnounceRoleProps): IRole {
  const { streamArn, bus, deadLetters, logGroup, customerManagedKey: key } = props;
  const policy = new ManagedPolicy(scope, `${id}Policy`, {
    statements: [
      allow(
        ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        streamArn,
      ),
      allow(['dynamodb:ListStreams'], '*'),
      allow(['events:PutEvents'], bus.eventBusArn),
      allow(['sqs:SendMessage'], deadLetters.queueArn),
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
      allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*'),
      ...(key
        ? [
            useThrough(scope, 'dynamodb', ['kms:Decrypt', 'kms:DescribeKey'], key),
            useThrough(scope, 'sqs', ['kms:Decrypt', 'kms:GenerateDataKey'], key),
          ]
        : []),
      ...networkStatements(scope, props.context),
    ],
  });
  acknowledge(
    policy,
    'X-Ray has no resource-level permissions, and Lambda requires permission to list streams, which reveals only their names. In a VPC, Lambda itself manages the network interfaces; the function is denied those actions.',
    ['AwsSolutions-IAM5[Resource::*]'],
  );
  const role = new Role(scope, id, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    managedPolicies: [policy],
  });
  return role.withoutPolicyUpdates();
}

function useThrough(scope: Construct, service: string, actions: string[], key: IKey) {
  return new PolicyStatement({
    actions,
    resources: [key.keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': `${service}.${Stack.of(scope).region}.amazonaws.com` },
    },
  });
}

function allow(actions: string[], resource: string): PolicyStatement {
  return new PolicyStatement({ actions, resources: [resource] });
}
