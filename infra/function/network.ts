import { Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ApiContext } from '../context/context.ts';

/** What Lambda needs of the function's role: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** Puts a function into the VPC of the context, where there is one, with a security group that lets HTTPS out and nothing in. */
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
  // Not by CDK's own `vpc`: it asks for availability zones and route tables, which the template does not need.
  (fn.node.defaultChild as CfnFunction).vpcConfig = {
    subnetIds: [...subnetIds],
    securityGroupIds: securityGroupIds ? [...securityGroupIds] : [createGroup()],
  };
}

/** What a role needs for that: Lambda manages network interfaces in its name, and the function's own code must not. */
export function networkStatements(scope: Construct, { network }: ApiContext): PolicyStatement[] {
  if (!network) return [];
  const { partition, region, account, stackName } = Stack.of(scope);
  // Not the function's own ARN: the function waits for the role, and that for this policy.
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
