import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Synthesized, synthesize } from '../../infra/synth.ts';

const outdir = mkdtempSync(join(tmpdir(), 'customer-api-stack-'));
let stack: Synthesized;

beforeAll(() => {
  stack = synthesize({
    outdir,
    context: {
      ...{ issuer: 'https://issuer.example/', audience: 'customers,others' },
      ...{ scopeClaim: 'roles', tenantClaim: 'tenant' },
    },
  });
}, 60_000);

afterAll(() => rmSync(outdir, { recursive: true }));

describe('API', () => {
  it('has the one route, to the function, in payload format 2.0', () => {
    const [route, ...otherRoutes] = ofType('AWS::ApiGatewayV2::Route');
    const [integration, ...otherIntegrations] = ofType('AWS::ApiGatewayV2::Integration');

    expect(otherRoutes).toEqual([]);
    expect(otherIntegrations).toEqual([]);
    expect(route.RouteKey).toBe('PUT /v1/customers/{customerId}');
    expect(integration).toMatchObject({
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { Ref: logicalIdOf('AWS::Lambda::Alias') },
      PayloadFormatVersion: '2.0',
    });
  });

  it('alone may invoke the function, by that path alone', () => {
    const [permission, ...others] = ofType('AWS::Lambda::Permission');

    expect(others).toEqual([]);
    expect(permission.FunctionName).toEqual({ Ref: logicalIdOf('AWS::Lambda::Alias') });
    expect(permission.Principal).toBe('apigateway.amazonaws.com');
    expect(JSON.stringify(permission.SourceArn)).toContain('/*/*/v1/customers/{customerId}"');
  });

  it('allows no cross-origin requests', () => {
    expect(ofType('AWS::ApiGatewayV2::Api')).toEqual([
      expect.not.objectContaining({ CorsConfiguration: expect.anything() }),
    ]);
  });
});

describe('function', () => {
  it('runs the bundle on Node.js 24 and arm64, longer than an answer may take', () => {
    expect(properties(stack.functionLogicalId)).toMatchObject({
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
    });
    expect(properties(stack.functionLogicalId).Timeout).toBeGreaterThan(10);
  });

  it('gets the variables of its configuration, without those that are not set', () => {
    expect(properties(stack.functionLogicalId).Environment.Variables).toEqual({
      TABLE_NAME: { Ref: stack.tableLogicalId },
      JWT_ISSUER: 'https://issuer.example/',
      JWT_AUDIENCE: 'customers others',
      JWKS_URI: 'https://issuer.example/.well-known/jwks.json',
      SCOPE_CLAIM: 'roles',
      TENANT_CLAIM: 'tenant',
    });
  });

  it('may update items of the table, write its own log and trace itself, nothing else', () => {
    const [role, ...otherRoles] = ofType('AWS::IAM::Role');
    const [policy, ...otherPolicies] = ofType('AWS::IAM::ManagedPolicy');
    const logGroup = properties(stack.functionLogicalId).LoggingConfig.LogGroup.Ref;

    expect(otherRoles).toEqual([]);
    expect(role).not.toHaveProperty('Policies');
    expect(role.ManagedPolicyArns).toEqual([{ Ref: logicalIdOf('AWS::IAM::ManagedPolicy') }]);
    expect(otherPolicies).toEqual([]);
    expect(ofType('AWS::IAM::Policy')).toEqual([]);
    expect(policy.PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'dynamodb:UpdateItem', Resource: arnOf(stack.tableLogicalId) },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: arnOf(logGroup),
      },
      {
        Effect: 'Allow',
        Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
        Resource: '*',
      },
    ]);
  });

  it('is traced', () => {
    expect(properties(stack.functionLogicalId).TracingConfig).toEqual({ Mode: 'Active' });
  });

  it('logs to a group that forgets', () => {
    const logGroup = properties(stack.functionLogicalId).LoggingConfig.LogGroup.Ref;
    expect(properties(logGroup).RetentionInDays).toBe(7);
  });
});

describe('table', () => {
  it('has the partition key id, no other key, no index', () => {
    expect(properties(stack.tableLogicalId)).toMatchObject({
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    });
  });

  it('is billed by request', () => {
    expect(properties(stack.tableLogicalId).BillingMode).toBe('PAY_PER_REQUEST');
  });

  it('is encrypted with a key whose use CloudTrail shows', () => {
    expect(properties(stack.tableLogicalId).SSESpecification).toEqual({
      SSEEnabled: true,
      SSEType: 'KMS',
    });
  });

  it('can be restored to any second, and goes with the sandbox', () => {
    expect(properties(stack.tableLogicalId).Replicas).toEqual([
      expect.objectContaining({
        DeletionProtectionEnabled: false,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    ]);
    expect(stack.template.Resources[stack.tableLogicalId]).toMatchObject({
      DeletionPolicy: 'Delete',
    });
  });
});

describe('outputs', () => {
  it('are the URLs of API and dashboard and the names of table, function and scope', () => {
    expect(Object.keys(stack.template.Outputs).sort()).toEqual([
      'ApiUrl',
      'DashboardUrl',
      'FunctionName',
      'RequiredScope',
      'TableName',
    ]);
  });
});

function ofType(type: string) {
  return Object.values(stack.template.Resources)
    .filter((resource) => resource.Type === type)
    .map((resource) => resource.Properties);
}

function logicalIdOf(type: string) {
  return Object.entries(stack.template.Resources).find(([, { Type }]) => Type === type)?.[0];
}

function properties(logicalId: string) {
  return stack.template.Resources[logicalId]?.Properties;
}

function arnOf(logicalId: string) {
  return { 'Fn::GetAtt': [logicalId, 'Arn'] };
}
