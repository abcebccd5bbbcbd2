import { Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ApiContext } from '../context/context.ts';

/**
 * What Lambda needs from the function's role in a VPC:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
const ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * Puts a function into the VPC of the context, if there is one. Without security groups in the
 * context it gets one that allows outgoing HTTPS and no incoming traffic.
 */
export function joinNetwork(fn: LambdaFunction, { network }: ApiContext): void {
  if (!network) return;
  const { vpcId, subnetIds, securityGroupIds } = network;
  const createGroup = () =>
    new CfnSecurityGroup(fn, 'SecurityGroup', {
      vpcId,
      groupDescription: 'Calls AWS and the issuer by HTTPS; nothing calls it',
      securityGroupEgress: [
        {
          ipProtocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          cidrIp: '0.0.0.0/0',
          description: 'HTTPS',
        },
      ],
    }).attrGroupId;
  // Not CDK's `vpc` property, which asks for availability zones and route tables that the template
  // does not need.
  (fn.node.defaultChild as CfnFunction).vpcConfig = {
    subnetIds: [...subnetIds],
    securityGroupIds: securityGroupIds ? [...securityGroupIds] : [createGroup()],
  };
}

/**
 * What the role needs for a VPC: Lambda manages network interfaces with it, but the function's own
 * code must not.
 */
export function networkStatements(scope: Construct, { network }: ApiContext): PolicyStatement[] {
  if (!network) return [];
  const { partition, region, account, stackName } = Stack.of(scope);
  // Spelt out: a reference to the function would be circular, because it depends on the role.
  const functions = `arn:${partition}:lambda:${region}:${account}:function:${stackName}-*`;
  return [
    new PolicyStatement({ actions: ACTIONS, resources: ['*'] }),
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ACTIONS,
      resources: ['*'],
      conditions: { ArnLike: { 'lambda:SourceFunctionArn': functions } },
    }),
  ];
}
