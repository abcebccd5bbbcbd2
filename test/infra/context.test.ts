import { describe, expect, it } from 'vitest';
import { parseContext } from '../../infra/context/context.ts';
import { faults } from './support/context-faults.ts';

const GOOD = { issuer: 'https://issuer.example', audience: 'customers' };

describe('stage', () => {
  it('is a sandbox with a user pool of its own where nothing is said', () => {
    expect(parseContext({})).toMatchObject({
      stage: 'sandbox',
      stackName: 'CustomerApi',
      identity: { kind: 'cognito' },
      keepsData: false,
      corsOrigins: [],
    });
  });

  it('decides what is kept and how much may be used', () => {
    expect(parseContext({ ...GOOD, stage: 'prod' })).toMatchObject({
      keepsData: true,
      customerManagedKey: true,
      canary: true,
      throttleRate: 100,
      reservedConcurrency: 100,
    });
  });

  it('gives way to what context says, as text or as number', () => {
    const limits = { throttleRate: '7', throttleBurst: 8, reservedConcurrency: '9' };
    expect(parseContext(limits)).toMatchObject({
      throttleRate: 7,
      throttleBurst: 8,
      reservedConcurrency: 9,
    });
  });

  it.each(['production', 'Prod', '', 'toString'])('"%s" is refused', (stage) => {
    expect(faults({ ...GOOD, stage })).toContain(
      'stage is malformed. Pass -c stage=sandbox|prod: what the stack is for, sandbox or prod.',
    );
  });
});

describe('context', () => {
  it.each([
    ['audience', ''],
    ['audience', 'two words'],
    ['audienceClaim', 'azp'],
    ['requiredScope', 'customers:read customers:write'],
    ['requiredScope', ''],
    ['tenantClaim', ''],
    ['tenantClaim', true],
    ['identity', 'Cognito'],
    ['stackName', '1st'],
    ['throttleRate', '0'],
    ['throttleBurst', '1.5'],
    ['reservedConcurrency', '-1'],
    ['provisionedConcurrency', 'five'],
    ['corsOrigins', '*'],
    ['corsOrigins', 'https://app.example/'],
    ['corsOrigins', 'https://app.example,http://app.example'],
    ['corsOrigins', ''],
    ['replicaRegions', 'europe'],
    ['replicaRegions', 'eu-west-1,eu-west-1'],
    ['replicaConsistency', 'strict'],
    ['replicaKeyArns', 'alias/key'],
    ['alarmEmail', 'nobody'],
    ['logLevel', 'SILENT'],
    ['logLevel', 'warn'],
  ])('refuses %s when it is %j', (name, value) => {
    expect(faults({ ...GOOD, [name]: value })).toContain(`${name} is malformed.`);
  });

  it('refuses a key that is misspelt, and leaves those of CDK alone', () => {
    expect(faults({ ...GOOD, stge: 'prod' })).toContain('stge is unknown. The keys are stage,');
    expect(faults({ '@aws-cdk/core:a': true, 'aws:cdk:b': 1, 'cli-telemetry': false })).toBe('');
  });

  it('names everything that is missing or malformed at once, and what to pass', () => {
    const message = faults({ jwksUri: 'nowhere' });
    expect(message).toContain('issuer is missing. Pass -c issuer=https://…');
    expect(message).toContain('audience is missing. Pass -c audience=…');
    expect(message).toContain('jwksUri is malformed. Pass -c jwksUri=https://…');
    expect(message).toContain('cdk.json takes the same keys');
  });
});

describe('concurrency', () => {
  it('kept warm is no more than may run at all', () => {
    expect(faults({ provisionedConcurrency: '5', reservedConcurrency: '4' })).toContain(
      'provisionedConcurrency is more than reservedConcurrency, 4. Pass a smaller one, or a larger -c reservedConcurrency.',
    );
    expect(faults({ provisionedConcurrency: '5' })).toBe('');
  });
});
