import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../lambda/config.ts';

const REQUIRED = {
  TABLE_NAME: 'customers',
  JWT_ISSUER: 'https://issuer.example.com',
  JWT_AUDIENCE: 'customers-api',
  JWKS_URI: 'https://issuer.example.com/jwks',
};
const OPTIONAL = {
  AUDIENCE_CLAIM: 'client_id',
  REQUIRED_SCOPE: 'profiles:write',
  SCOPE_CLAIM: 'roles',
  SENDER_CONSTRAINED: 'required',
  TENANT_CLAIM: 'tenant',
  POWERTOOLS_LOG_LEVEL: 'ERROR',
  AWS_USE_FIPS_ENDPOINT: 'true',
  AWS_USE_DUALSTACK_ENDPOINT: 'true',
};

const load = (env: Record<string, string | undefined>) => () => loadConfig({ ...REQUIRED, ...env });
const malformed = (name: string) =>
  new Error(`Missing or malformed environment variables: ${name}`);

describe('the configuration', () => {
  it('has defaults for what is optional', () => {
    expect(loadConfig(REQUIRED)).toEqual({
      table: 'customers',
      issuer: 'https://issuer.example.com',
      audience: ['customers-api'],
      audienceClaim: 'aud',
      jwksUri: 'https://issuer.example.com/jwks',
      requiredScope: 'customers:write',
      scopeClaim: undefined,
      senderConstrained: false,
      tenantClaim: undefined,
      logLevel: 'INFO',
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
    });
  });

  it('takes what is given', () => {
    expect(loadConfig({ ...REQUIRED, ...OPTIONAL })).toMatchObject({
      audienceClaim: 'client_id',
      requiredScope: 'profiles:write',
      scopeClaim: 'roles',
      senderConstrained: true,
      tenantClaim: 'tenant',
      logLevel: 'ERROR',
      useFipsEndpoint: true,
      useDualstackEndpoint: true,
    });
  });

  it.each([
    ['one', ['one']],
    ['one two', ['one', 'two']],
    [' one\n  two\t', ['one', 'two']],
    ['api://a,b', ['api://a,b']],
  ])('reads of the audiences %j', (text, audience) => {
    expect(loadConfig({ ...REQUIRED, JWT_AUDIENCE: text }).audience).toEqual(audience);
  });

  it('ignores other variables', () => {
    expect(load({ PATH: '/bin', AWS_REGION: '' })).not.toThrow();
  });

  it('cannot be changed', () => {
    expect(loadConfig(REQUIRED)).toSatisfy(Object.isFrozen);
  });

  it.each(Object.keys(REQUIRED))('is refused without %s', (name) => {
    expect(load({ [name]: undefined })).toThrow(malformed(name));
  });

  it.each(Object.keys({ ...REQUIRED, ...OPTIONAL }))('is refused with an empty %s', (name) => {
    expect(load({ [name]: '' })).toThrow(malformed(name));
  });

  it.each([
    ['JWT_AUDIENCE', '  '],
    ['AUDIENCE_CLAIM', 'azp'],
    ['SENDER_CONSTRAINED', 'true'],
    ['SENDER_CONSTRAINED', 'Required'],
    ['SENDER_CONSTRAINED', 'off'],
    ['AUDIENCE_CLAIM', 'AUD'],
    ['REQUIRED_SCOPE', 'two scopes'],
    ['REQUIRED_SCOPE', 'quo"te'],
    ['REQUIRED_SCOPE', 'bücher'],
    ['POWERTOOLS_LOG_LEVEL', 'LOUD'],
  ])('is refused with %s %j', (name, value) => {
    expect(load({ [name]: value })).toThrow(malformed(name));
  });

  it('names every bad variable and no value in one error', () => {
    const values = { JWT_ISSUER: undefined, JWKS_URI: 'http://s3cret', AUDIENCE_CLAIM: 's3cret' };
    expect(load(values)).toThrow(malformed('JWT_ISSUER, AUDIENCE_CLAIM, JWKS_URI'));
  });
});

describe('the address of the keys', () => {
  it.each([
    'https://issuer.example.com/.well-known/jwks.json?v=1',
    'http://localhost:3001/jwks',
    'http://127.0.0.1:3001/jwks',
    'http://127.10.20.255/jwks',
    'http://[::1]:3001/jwks',
  ])('may be %s', (JWKS_URI) => {
    expect(load({ JWKS_URI })).not.toThrow();
  });

  it.each([
    'http://issuer.example.com/jwks',
    'http://127.0.0.1.example.com/jwks',
    'http://localhost.example.com/jwks',
    'http://example-localhost/jwks',
    'http://example.localhost/jwks',
    'http://10.0.0.1/jwks',
    'http://0.0.0.0/jwks',
    'http://user:password@localhost/jwks',
    'https://user@issuer.example.com/jwks',
    'ftp://localhost/jwks',
    'file:///etc/jwks.json',
    'data:application/json,{}',
    'issuer.example.com/jwks',
    '/jwks',
    'nonsense',
  ])('may not be %s', (JWKS_URI) => {
    expect(load({ JWKS_URI })).toThrow(malformed('JWKS_URI'));
  });
});
