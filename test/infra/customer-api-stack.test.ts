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
    context: { issuer: 'https://issuer.example/', audience: 'customers', tenantClaim: 'tenant' },
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
      IntegrationUri: arnOf(stack.functionLogicalId),
      PayloadFormatVersion: '2.0',
    });
  });

  it('alone may invoke the function, by that path alone', () => {
    const [permission, ...others] = ofType('AWS::Lambda::Permission');

    expect(others).toEqual([]);
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
      JWT_AUDIENCE: 'customers',
      JWKS_URI: 'https://issuer.example/.well-known/jwks.json',
      TENANT_CLAIM: 'tenant',
    });
  });

  it('may update items of the table and write its own log, nothing else', () => {
    const [role, ...otherRoles] = ofType('AWS::IAM::Role');
    const logGroup = properties(stack.functionLogicalId).LoggingConfig.LogGroup.Ref;
    const statements = [...role.Policies, ...ofType('AWS::IAM::Policy')].flatMap(
      (policy) => policy.PolicyDocument.Statement,
    );

    expect(otherRoles).toEqual([]);
    expect(role).not.toHaveProperty('ManagedPolicyArns');
    expect(ofType('AWS::IAM::ManagedPolicy')).toEqual([]);
    expect(statements).toEqual([
      { Effect: 'Allow', Action: 'dynamodb:UpdateItem', Resource: arnOf(stack.tableLogicalId) },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: arnOf(logGroup),
      },
    ]);
  });

  it('logs to a group that forgets', () => {
    const logGroup = properties(stack.functionLogicalId).LoggingConfig.LogGroup.Ref;
    expect(properties(logGroup).RetentionInDays).toBe(30);
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

  it('outlives the stack', () => {
    expect(stack.template.Resources[stack.tableLogicalId]).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });
});

describe('outputs', () => {
  it('are the URL of the API and the names of table and function', () => {
    expect(Object.keys(stack.template.Outputs).sort()).toEqual([
      'ApiUrl',
      'FunctionName',
      'TableName',
    ]);
  });
});

function ofType(type: string) {
  return Object.values(stack.template.Resources)
    .filter((resource) => resource.Type === type)
    .map((resource) => resource.Properties);
}

function properties(logicalId: string) {
  return stack.template.Resources[logicalId]?.Properties;
}

function arnOf(logicalId: string) {
  return { 'Fn::GetAtt': [logicalId, 'Arn'] };
}
