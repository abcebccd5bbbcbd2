import { beforeAll, describe, expect, it } from 'vitest';
import { faults } from './support/context-faults.ts';
import { ISSUER, type StackTemplate, templateOf, VPC } from './support/template.ts';

const IN_VPC = { ...ISSUER, ...VPC };
const GROUP = 'sg-0123456789abcdef0';

let stack: StackTemplate;

beforeAll(() => {
  stack = templateOf({ ...IN_VPC, changeEvents: 'on' });
}, 60_000);

describe('a VPC', () => {
  it('is none unless context names one', { timeout: 60_000 }, () => {
    const { ofType, resources } = templateOf(ISSUER);
    expect(ofType('AWS::Lambda::Function')[0]).not.toHaveProperty('VpcConfig');
    expect(JSON.stringify(resources)).not.toContain('ec2:');
  });

  it('has every function in the subnets, with a security group of its own', () => {
    const groups = Object.entries(stack.resources)
      .filter(([, { Type }]) => Type === 'AWS::EC2::SecurityGroup')
      .map(([id]) => ({ 'Fn::GetAtt': [id, 'GroupId'] }));
    const configs = stack.ofType('AWS::Lambda::Function').map(({ VpcConfig }) => VpcConfig);

    expect(configs.map(({ SubnetIds }) => SubnetIds)).toEqual([
      VPC.subnetIds.split(','),
      VPC.subnetIds.split(','),
    ]);
    expect(configs.flatMap(({ SecurityGroupIds }) => SecurityGroupIds)).toEqual(groups);
    expect(groups).toHaveLength(2);
  });

  it('lets HTTPS out and nothing in', () => {
    for (const group of stack.ofType('AWS::EC2::SecurityGroup')) {
      expect(group).toMatchObject({ VpcId: VPC.vpcId });
      expect(group).not.toHaveProperty('SecurityGroupIngress');
      expect(group.SecurityGroupEgress).toEqual([
        expect.objectContaining({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }),
      ]);
    }
  });

  it('takes the security groups that context names instead', { timeout: 60_000 }, () => {
    const { ofType } = templateOf({ ...IN_VPC, securityGroupIds: GROUP });
    expect(ofType('AWS::EC2::SecurityGroup')).toEqual([]);
    expect(ofType('AWS::Lambda::Function')[0].VpcConfig.SecurityGroupIds).toEqual([GROUP]);
  });

  it('lets Lambda manage network interfaces, and the code of the functions not', () => {
    const statements = stack.statements().filter(({ Action }) => String(Action).includes('ec2:'));
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    const denied = statements.filter(({ Effect }) => Effect === 'Deny');

    expect([allowed.length, denied.length]).toEqual([2, 2]);
    for (const { Action, Resource, Condition } of denied) {
      expect(Action).toHaveLength(6);
      for (const one of allowed) expect(one.Action).toEqual(expect.arrayContaining(Action));
      expect(Resource).toBe('*');
      expect(JSON.stringify(Condition.ArnLike['lambda:SourceFunctionArn'])).toContain(
        ':function:CustomerApi-*',
      );
    }
  });

  it('needs its id and subnets, in the form that EC2 gives them', () => {
    const { vpcId, subnetIds } = VPC;
    expect(faults(IN_VPC)).toBe('');
    expect(faults({ ...ISSUER, vpcId })).toContain('subnetIds is missing, and');
    expect(faults({ ...ISSUER, subnetIds })).toContain('vpcId is missing, and');
    expect(faults({ ...ISSUER, securityGroupIds: GROUP })).toMatch(
      /vpcId is missing.*\nsubnetIds is missing/,
    );
    for (const wrong of ['vpc-1', 'subnet-0123456789abcdef0', 'VPC-0123456789abcdef0', '', '*']) {
      expect(faults({ ...IN_VPC, vpcId: wrong })).toContain('vpcId is malformed.');
    }
    expect(faults({ ...IN_VPC, subnetIds: vpcId })).toContain('subnetIds is malformed.');
    expect(faults({ ...IN_VPC, securityGroupIds: 'default' })).toContain(
      'securityGroupIds is malfo',
    );
  });
});
