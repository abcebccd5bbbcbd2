import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { parseContext } from '../../infra/context/context.ts';
import { CustomerApiStack } from '../../infra/customer-api-stack.ts';
import { faults } from './support/context-faults.ts';

const GOOD = { issuer: 'https://issuer.example', audience: 'customers' };

describe('replicas', () => {
  const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const PROD = { ...GOOD, stage: 'prod', replicaRegions: 'eu-west-1' };

  it('are eventually consistent by default', () => {
    expect(parseContext({ replicaRegions: ['eu-west-1', 'eu-north-1'] }).replication).toEqual({
      regions: ['eu-west-1', 'eu-north-1'],
      consistency: 'eventual',
      keyArns: {},
    });
    expect(parseContext({}).replication).toBeUndefined();
  });

  it('with strong consistency are two', () => {
    const strong = { replicaConsistency: 'strong' };
    const message =
      'replicaRegions is not two regions, which replicaConsistency=strong needs. Pass -c replicaRegions=eu-west-1,eu-west-2:';
    expect(faults(strong)).toContain(message);
    expect(faults({ ...strong, replicaRegions: 'eu-west-1' })).toContain(message);
    expect(faults({ ...strong, replicaRegions: 'eu-west-1,eu-west-2' })).toBe('');
  });

  it('of prod have a key each, in their own region', () => {
    const message = 'replicaKeyArns is not one for each of replicaRegions.';
    expect(faults(PROD)).toContain(message);
    expect(faults({ ...PROD, replicaKeyArns: KEY.replace('west', 'north') })).toContain(message);
    expect(parseContext({ ...PROD, replicaKeyArns: KEY }).replication?.keyArns).toEqual({
      'eu-west-1': KEY,
    });
  });

  it('of a sandbox have none', () => {
    expect(faults({ replicaRegions: 'eu-west-1', replicaKeyArns: KEY })).toContain(
      'replicaKeyArns is for stage=prod alone. Leave it out, or pass -c stage=prod.',
    );
  });
});

describe('a region', () => {
  it.each([
    ['prod', { ...GOOD, stage: 'prod' }],
    ['replicas', { ...GOOD, replicaRegions: 'eu-west-1' }],
  ])('must be known for %s', (_what, context) => {
    // The hint about cdk.json does not apply to the region.
    expect(() => new CustomerApiStack(new App(), 'Stack', parseContext(context))).toThrow(
      /^stage=prod needs a region, and so does replicaRegions\. Set AWS_REGION\.$/,
    );
  });
});
