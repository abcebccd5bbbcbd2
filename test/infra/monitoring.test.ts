import { beforeAll, describe, expect, it } from 'vitest';
import { METRIC, METRICS_NAMESPACE } from '../../lambda/request-metrics.ts';
import { ISSUER, REGION, type StackTemplate, templateOf } from './support/template.ts';

let stack: StackTemplate;

beforeAll(() => {
  stack = templateOf({ ...ISSUER, alarmEmail: 'team@example.com', throttleRate: '7' });
}, 60_000);

describe('access log', () => {
  it('has neither path, query nor header, but the request id of the function’s line', () => {
    const [{ AccessLogSettings }] = stack.ofType('AWS::ApiGatewayV2::Stage');
    const format = JSON.parse(AccessLogSettings.Format);

    expect(format.requestId).toBe('$context.requestId');
    for (const variable of Object.values(format)) {
      expect(variable).not.toMatch(/path|query|header|userAgent|authorizer/i);
    }
  });
});

describe('log level', () => {
  it('is left to the function, or what context says', () => {
    const [{ Environment: byDefault }] = stack.ofType('AWS::Lambda::Function');
    expect(byDefault.Variables).not.toHaveProperty('POWERTOOLS_LOG_LEVEL');

    const quiet = templateOf({ ...ISSUER, logLevel: 'WARN' });
    const [{ Environment }] = quiet.ofType('AWS::Lambda::Function');
    expect(Environment.Variables).toHaveProperty('POWERTOOLS_LOG_LEVEL', 'WARN');
  }, 60_000);
});

describe('throttle', () => {
  it('is that of the stage, or what context says', () => {
    expect(stack.ofType('AWS::ApiGatewayV2::Stage')).toEqual([
      expect.objectContaining({
        StageName: '$default',
        DefaultRouteSettings: { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 1000 },
      }),
    ]);
  });
});

describe('cross-origin requests', () => {
  it('are allowed to the origins named, without credentials', () => {
    const api = templateOf({ ...ISSUER, corsOrigins: 'https://a.example,https://b.example' });
    const [{ CorsConfiguration }] = api.ofType('AWS::ApiGatewayV2::Api');

    expect(CorsConfiguration).toMatchObject({
      AllowOrigins: ['https://a.example', 'https://b.example'],
      AllowMethods: ['PUT'],
      ExposeHeaders: expect.arrayContaining(['etag', 'x-request-id']),
    });
    expect(CorsConfiguration).not.toHaveProperty('AllowCredentials');
  }, 60_000);
});

describe('alarms', () => {
  it('notify the topic when they fire and when they end', () => {
    const [topic] = Object.entries(stack.resources).find(
      ([, { Type }]) => Type === 'AWS::SNS::Topic',
    ) ?? [''];
    for (const { AlarmActions, OKActions } of alarms()) {
      expect([AlarmActions, OKActions]).toEqual([[{ Ref: topic }], [{ Ref: topic }]]);
    }
  });

  it('do not fire merely because there is no traffic', () => {
    for (const { TreatMissingData } of alarms()) expect(TreatMissingData).toBe('notBreaching');
  });

  it('may be published by CloudWatch of this account, by TLS alone', () => {
    const [{ PolicyDocument }] = stack.ofType('AWS::SNS::TopicPolicy');

    expect(PolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
  });

  it('go to whoever is named', () => {
    expect(stack.ofType('AWS::SNS::Subscription')).toEqual([
      expect.objectContaining({ Protocol: 'email', Endpoint: 'team@example.com' }),
    ]);
  });
});

describe('dashboard', () => {
  it('shows every metric of the function', () => {
    const [{ DashboardBody }] = stack.ofType('AWS::CloudWatch::Dashboard');
    const body = JSON.stringify(DashboardBody);

    for (const name of Object.values(METRIC)) {
      if (name === METRIC.requests) continue;
      expect(body).toContain(String.raw`\"${METRICS_NAMESPACE}\",\"${name}\"`);
    }
  });
});

describe('replicas', () => {
  it('are the regions of the context beside its own', () => {
    const [table] = templateOf({ ...ISSUER, replicaRegions: 'eu-west-1' }).ofType(
      'AWS::DynamoDB::GlobalTable',
    );
    expect(regionsOf(table)).toEqual(['eu-central-1', 'eu-west-1']);
    expect(table).not.toHaveProperty('MultiRegionConsistency');
  }, 60_000);

  it('are none in the region of the stack itself', () => {
    expect(() => templateOf({ ...ISSUER, replicaRegions: `eu-west-1,${REGION}` })).toThrow(
      'replicaRegions has eu-central-1, the region of the stack itself.',
    );
  });

  it('are strongly consistent if the context says so', () => {
    const [table] = templateOf({
      ...ISSUER,
      replicaRegions: 'eu-west-1,eu-west-2',
      replicaConsistency: 'strong',
    }).ofType('AWS::DynamoDB::GlobalTable');
    expect(table.MultiRegionConsistency).toBe('STRONG');
  }, 60_000);
});

function alarms() {
  return stack.ofType('AWS::CloudWatch::Alarm');
}

function regionsOf(table: { Replicas: { Region: string }[] }) {
  return table.Replicas.map(({ Region }) => Region).sort();
}
