import { describe, expect, it } from 'vitest';
import { ContextError, parseContext } from '../../infra/context.ts';

const GOOD = { issuer: 'https://issuer.example', audience: 'customers' };

describe('context', () => {
  it('needs an issuer and an audience alone', () => {
    expect(parseContext(GOOD)).toEqual({
      ...GOOD,
      jwksUri: 'https://issuer.example/.well-known/jwks.json',
      audienceClaim: undefined,
      requiredScope: undefined,
      tenantClaim: undefined,
    });
  });

  it('keeps every value as it is given', () => {
    const all = {
      issuer: 'https://issuer.example/pool/',
      audience: 'https://api.example/',
      jwksUri: 'https://keys.example:8443/jwks',
      audienceClaim: 'client_id',
      requiredScope: 'customers/customers:write',
      tenantClaim: 'https://issuer.example/tenant',
    };
    expect(parseContext(all)).toEqual(all);
  });

  it.each([
    ['https://issuer.example/', 'https://issuer.example/.well-known/jwks.json'],
    ['https://issuer.example/pool', 'https://issuer.example/pool/.well-known/jwks.json'],
    ['https://issuer.example/pool/', 'https://issuer.example/pool/.well-known/jwks.json'],
  ])('looks for the keys of %s below it', (issuer, jwksUri) => {
    expect(parseContext({ ...GOOD, issuer }).jwksUri).toBe(jwksUri);
  });

  it.each([
    'http://localhost:3001',
    'http://127.0.0.1:3001/',
    'http://127.1.2.3',
    'http://[::1]:3001',
  ])('takes http: on the loopback address of %s', (url) => {
    expect(parseContext({ ...GOOD, issuer: url }).issuer).toBe(url);
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

  it.each([
    ['audience', ''],
    ['audience', 'two words'],
    ['audienceClaim', 'azp'],
    ['requiredScope', 'customers:read customers:write'],
    ['requiredScope', ''],
    ['tenantClaim', ''],
    ['tenantClaim', true],
  ])('refuses %s when it is %j', (name, value) => {
    expect(faults({ ...GOOD, [name]: value })).toContain(`${name} is malformed.`);
  });

  it('names everything that is missing or malformed at once, and what to pass', () => {
    const message = faults({ jwksUri: 'nowhere' });
    expect(message).toContain('issuer is missing. Pass -c issuer=https://…');
    expect(message).toContain('audience is missing. Pass -c audience=…');
    expect(message).toContain('jwksUri is malformed. Pass -c jwksUri=https://…');
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
