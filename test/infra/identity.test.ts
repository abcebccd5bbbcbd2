import { beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../lambda/config.ts';
import { type StackTemplate, templateOf } from './support/template.ts';

let sandbox: StackTemplate;

beforeAll(() => {
  sandbox = templateOf({});
}, 60_000);

describe('user pool', () => {
  it('lets nobody sign up', () => {
    expect(sandbox.ofType('AWS::Cognito::UserPool')).toEqual([
      expect.objectContaining({
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        MfaConfiguration: 'ON',
      }),
    ]);
  });

  it('has one client, with a secret, for the client-credentials grant alone', () => {
    const [client, ...others] = sandbox.ofType('AWS::Cognito::UserPoolClient');

    expect(others).toEqual([]);
    expect(client).toMatchObject({
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AccessTokenValidity: 15,
      TokenValidityUnits: { AccessToken: 'minutes' },
    });
    // Absent, Cognito would let it sign users in by SRP.
    expect(client.ExplicitAuthFlows).toEqual(['ALLOW_REFRESH_TOKEN_AUTH']);
  });

  it('has the scope that the function asks for', () => {
    const [server] = sandbox.ofType('AWS::Cognito::UserPoolResourceServer');
    const { REQUIRED_SCOPE } = environment();

    expect(server.Identifier).toBe('customers');
    expect(server.Scopes.map((one: { ScopeName: string }) => one.ScopeName)).toContain(
      'customers:write',
    );
    expect(REQUIRED_SCOPE).toBe('customers/customers:write');
  });

  it('is the issuer whose tokens the function takes, by their client_id', () => {
    const [poolId] = idsOf('AWS::Cognito::UserPool');
    const [clientId] = idsOf('AWS::Cognito::UserPoolClient');

    expect(environment()).toMatchObject({
      JWT_ISSUER: { 'Fn::GetAtt': [poolId, 'ProviderURL'] },
      JWT_AUDIENCE: { Ref: clientId },
      AUDIENCE_CLAIM: 'client_id',
    });
  });

  it('makes an environment that the function starts with', () => {
    const resolved = Object.entries(environment()).map(([name, value]) => [
      name,
      typeof value === 'string'
        ? value
        : JSON.stringify(value).includes('ProviderURL')
          ? 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf'
          : 'x',
    ]);
    expect(loadConfig(Object.fromEntries(resolved))).toMatchObject({ audienceClaim: 'client_id' });
  });

  it('outputs where to get a token, but not the secret', () => {
    expect(Object.keys(sandbox.outputs).sort()).toEqual([
      'ApiUrl',
      'ClientId',
      'DashboardUrl',
      'FunctionName',
      'RequiredScope',
      'TableName',
      'TokenEndpoint',
      'UserPoolId',
    ]);
    expect(JSON.stringify(sandbox.outputs)).not.toContain('Secret');
  });
});

function environment(): Record<string, unknown> {
  return sandbox.ofType('AWS::Lambda::Function')[0].Environment.Variables;
}

function idsOf(type: string) {
  return Object.entries(sandbox.resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id]) => id);
}
