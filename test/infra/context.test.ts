import { describe, expect, it } from 'vitest';
import { ContextError, parseContext } from '../../infra/context.ts';

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

describe('identity', () => {
  it('is an issuer that exists where one is given: it and an audience are enough', () => {
    expect(parseContext(GOOD).identity).toEqual({
      kind: 'existing',
      ...GOOD,
      jwksUri: 'https://issuer.example/.well-known/jwks.json',
      audienceClaim: undefined,
      requiredScope: undefined,
    });
  });

  it('keeps every value as it is given', () => {
    const all = {
      issuer: 'https://issuer.example/pool/',
      audience: 'https://api.example/',
      jwksUri: 'https://keys.example:8443/jwks',
      audienceClaim: 'client_id',
      requiredScope: 'customers/customers:write',
    };
    const parsed = parseContext({ ...all, tenantClaim: 'https://issuer.example/tenant' });
    expect(parsed.identity).toEqual({ kind: 'existing', ...all });
    expect(parsed.tenantClaim).toBe('https://issuer.example/tenant');
  });

  it('must be said for prod', () => {
    expect(faults({ stage: 'prod' })).toContain('issuer is missing. Pass -c issuer=https://…');
    expect(faults({ stage: 'prod', identity: 'cognito' })).toBe('');
  });

  it('has an audience wherever it has an issuer', () => {
    expect(faults({ issuer: GOOD.issuer })).toContain('audience is missing. Pass -c audience=…');
    expect(faults({ audience: GOOD.audience })).toContain('issuer is missing.');
  });

  it('cannot be both', () => {
    expect(faults({ ...GOOD, identity: 'cognito' })).toContain(
      'issuer is of no use to identity=cognito.',
    );
  });

  it('has no tenants in a user pool', () => {
    expect(faults({ tenantClaim: 'tenant' })).toContain('it needs identity=existing');
  });

  it.each([
    ['https://issuer.example/', 'https://issuer.example/.well-known/jwks.json'],
    ['https://issuer.example/pool', 'https://issuer.example/pool/.well-known/jwks.json'],
    ['https://issuer.example/pool/', 'https://issuer.example/pool/.well-known/jwks.json'],
  ])('has the keys of %s below it', (issuer, jwksUri) => {
    expect(parseContext({ ...GOOD, issuer }).identity).toMatchObject({ jwksUri });
  });

  it.each([
    'http://localhost:3001',
    'http://127.0.0.1:3001/',
    'http://127.1.2.3',
    'http://[::1]:3001',
  ])('takes http: on the loopback address of %s', (url) => {
    expect(parseContext({ ...GOOD, issuer: url }).identity).toMatchObject({ issuer: url });
  });

  it.each([
    'http://issuer.example',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://127.0.0.1@issuer.example',
    'https://user:secret@issuer.example',
    'https://issuer.example?a=b',
    'https://issuer.example#a',
    'https://issuer.example ',
    'https://',
    'https:issuer.example',
    'issuer.example',
    'ftp://issuer.example',
    '',
  ])('refuses "%s" as issuer and as jwksUri', (url) => {
    expect(faults({ ...GOOD, issuer: url })).toMatch(/^issuer is malformed\. Pass -c issuer=/);
    expect(faults({ ...GOOD, jwksUri: url })).toMatch(/^jwksUri is malformed\. Pass -c jwksUri=/);
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
  });
});

describe('concurrency', () => {
  it('kept warm is no more than may run at all', () => {
    expect(faults({ provisionedConcurrency: '5', reservedConcurrency: '4' })).toContain(
      'provisionedConcurrency is more than reservedConcurrency, 4.',
    );
    expect(faults({ provisionedConcurrency: '5' })).toBe('');
  });
});

describe('replicas', () => {
  const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const PROD = { ...GOOD, stage: 'prod', replicaRegions: 'eu-west-1' };

  it('agree in time unless told to agree at once', () => {
    expect(parseContext({ replicaRegions: ['eu-west-1', 'eu-north-1'] }).replication).toEqual({
      regions: ['eu-west-1', 'eu-north-1'],
      consistency: 'eventual',
      keyArns: {},
    });
    expect(parseContext({}).replication).toBeUndefined();
  });

  it('that agree at once are two', () => {
    const strong = { replicaConsistency: 'strong' };
    const message = 'replicaRegions is not two regions, which replicaConsistency=strong needs.';
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
      'replicaKeyArns is for stage=prod alone.',
    );
  });
});

function faults(context: Record<string, unknown>): string {
  try {
    parseContext(context);
  } catch (error) {
    if (error instanceof ContextError) return error.message;
    throw error;
  }
  return '';
}
