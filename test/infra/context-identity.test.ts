import { describe, expect, it } from 'vitest';
import { parseContext } from '../../infra/context/context.ts';
import { KEYS } from '../../infra/context/context-keys.ts';
import { loadConfig } from '../../lambda/config.ts';
import { faults } from './support/context-faults.ts';

const GOOD = { issuer: 'https://issuer.example', audience: 'customers' };
const TAKEN = {
  TABLE_NAME: 'customers',
  JWT_ISSUER: GOOD.issuer,
  JWT_AUDIENCE: GOOD.audience,
  JWKS_URI: `${GOOD.issuer}/jwks`,
};

describe('identity', () => {
  it('is an issuer that exists where one is given: it and an audience are enough', () => {
    expect(parseContext(GOOD).identity).toEqual({
      kind: 'existing',
      ...GOOD,
      jwksUri: 'https://issuer.example/.well-known/jwks.json',
      audienceClaim: undefined,
      requiredScope: undefined,
      scopeClaim: undefined,
    });
  });

  it('keeps every value as it is given', () => {
    const all = {
      issuer: 'https://issuer.example/pool/',
      audience: 'https://api.example/',
      jwksUri: 'https://keys.example:8443/jwks',
      audienceClaim: 'client_id',
      requiredScope: 'customers/customers:write',
      scopeClaim: 'roles',
    };
    const parsed = parseContext({ ...all, tenantClaim: 'https://issuer.example/tenant' });
    expect(parsed.identity).toEqual({ kind: 'existing', ...all });
    expect(parsed.tenantClaim).toBe('https://issuer.example/tenant');
  });

  it('may take several audiences, as the function reads them', () => {
    for (const audience of ['one,two', ['one', 'two']]) {
      const { identity } = parseContext({ ...GOOD, audience });
      expect(identity).toMatchObject({ audience: 'one two' });
    }
    expect(loadConfig({ ...TAKEN, JWT_AUDIENCE: 'one two' }).audience).toEqual(['one', 'two']);
    expect(faults({ ...GOOD, audience: 'one,one' })).toContain('audience is malformed.');
    expect(faults({ ...GOOD, audience: 'one, two' })).toContain('audience is malformed.');
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
      'issuer is of no use to identity=cognito. Leave it out, or pass -c identity=existing.',
    );
  });

  it('has no tenants in a user pool', () => {
    expect(faults({ tenantClaim: 'tenant' })).toContain(
      "tenantClaim is in none of the user pool's tokens. Leave it out, or pass -c identity=existing.",
    );
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

describe('what the function takes', () => {
  it('has the default scope of the stack’s output', () => {
    expect(loadConfig(TAKEN).requiredScope).toBe('customers:write');
  });

  it.each(KEYS.logLevel.values)('has the level %s for its log', (logLevel) => {
    expect(loadConfig({ ...TAKEN, POWERTOOLS_LOG_LEVEL: logLevel }).logLevel).toBe(logLevel);
  });
});
