import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { synthesize } from '../../infra/synth.ts';
import { METRICS_NAMESPACE, SERVICE_NAME } from '../../lambda/events/event-metrics.ts';
import * as ofRequests from '../../lambda/request-metrics.ts';
import { faults } from './support/context-faults.ts';
import { ISSUER, type Resource, type StackTemplate, templateOf } from './support/template.ts';

const ON = { ...ISSUER, changeEvents: 'on' };
let stack: StackTemplate;

beforeAll(() => {
  stack = templateOf({ ...ON, eventArchiveDays: '30' });
}, 60_000);

describe('change events', () => {
  it.each<[string, Record<string, string>]>([
    ['sandbox', ISSUER],
    ['prod', { ...ISSUER, stage: 'prod' }],
  ])('leave the %s stack as it is where they are off', { timeout: 60_000 }, (_, context) => {
    const off = templateOf(context);
    expect(templateOf({ ...context, changeEvents: 'off' })).toEqual(
      expect.objectContaining({
        resources: off.resources,
        outputs: off.outputs,
      }),
    );

    const on = templateOf({ ...context, changeEvents: 'on' });
    const added = Object.keys(on.resources).filter((id) => !(id in off.resources));
    expect(added).not.toEqual([]);
    expect(added.filter((id) => !/^(?:ChangeEvents|MonitoringEvent)/.test(id))).toEqual([]);
    const rest = Object.entries(on.resources).filter(([id]) => !added.includes(id));
    expect(Object.fromEntries(rest.map(withoutEvents))).toEqual(
      Object.fromEntries(Object.entries(off.resources).map(withoutEvents)),
    );
  });

  it('leave the bundle of the API’s function as it is', { timeout: 60_000 }, () => {
    const outdir = mkdtempSync(join(tmpdir(), 'change-events-'));
    const { functionAssetDir, eventsAssetDir = '' } = synthesize({ outdir, context: ON });
    const read = (folder: string) => readFileSync(join(folder, 'index.mjs'), 'utf8');
    const [bundle, events] = [read(functionAssetDir), read(eventsAssetDir)];
    rmSync(outdir, { recursive: true });

    expect(bundle === read(inject('functionAssetDir'))).toBe(true);
    expect(bundle).not.toContain('customer.updated');
    expect(events).toContain('customer.updated');
    expect(events).not.toMatch(/jwks|INVALID_PHONE_NUMBER/);
  });

  it('are kept for a replay where days are given, and those need events', () => {
    expect(stack.ofType('AWS::Events::Archive')).toEqual([
      expect.objectContaining({ RetentionDays: 30, SourceArn: arnOf('AWS::Events::EventBus') }),
    ]);
    expect(faults({ ...ISSUER, eventArchiveDays: '30' })).toContain('pass -c changeEvents=on');
    expect(faults({ ...ON, eventArchiveDays: '0' })).toContain('eventArchiveDays is malformed');
    expect(faults({ ...ON, changeEvents: 'yes' })).toContain('changeEvents is malformed');
  });

  it('have metrics where those of requests are', () => {
    expect(METRICS_NAMESPACE).toBe(ofRequests.METRICS_NAMESPACE);
    expect(SERVICE_NAME).toBe(ofRequests.SERVICE_NAME);
  });
});

describe('the stream', () => {
  it('has both images of a change', () => {
    expect(stack.ofType('AWS::DynamoDB::GlobalTable')[0].StreamSpecification).toEqual({
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    });
  });

  it('is retried for a day from the record that failed, then its place goes to the queue', () => {
    const [mapping, ...others] = stack.ofType('AWS::Lambda::EventSourceMapping');
    expect(others).toEqual([]);
    expect(mapping).toMatchObject({
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: { Destination: arnOf('AWS::SQS::Queue') } },
      EventSourceArn: { 'Fn::GetAtt': [idOf('AWS::DynamoDB::GlobalTable'), 'StreamArn'] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 86_400,
      StartingPosition: 'TRIM_HORIZON',
    });
    // A limit on retries would be reached long before a day has passed.
    expect(mapping).not.toHaveProperty('MaximumRetryAttempts');
    // Changes of one customer, which are in one shard, one after the other.
    expect(mapping).not.toHaveProperty('ParallelizationFactor');
  });
});

describe('the function of change events', () => {
  it('may read the one stream, put events on the one bus and send to the one queue, nothing else', () => {
    const [policy] = entries('AWS::IAM::ManagedPolicy').filter(([id]) => /Announce/.test(id));
    const log = entries('AWS::Logs::LogGroup').find(([id]) => /Announce/.test(id))?.[0];
    expect(policy?.[1].Properties.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        Resource: { 'Fn::GetAtt': [idOf('AWS::DynamoDB::GlobalTable'), 'StreamArn'] },
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:ListStreams', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
        Resource: '*',
      },
      { Effect: 'Allow', Action: 'events:PutEvents', Resource: arnOf('AWS::Events::EventBus') },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arnOf('AWS::SQS::Queue') },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: { 'Fn::GetAtt': [log, 'Arn'] },
      },
    ]);
    expect(stack.ofType('AWS::IAM::Policy')).toEqual([]);
  });

  it('has a role of its own', () => {
    const roles = stack.ofType('AWS::Lambda::Function').map(({ Role }) => JSON.stringify(Role));
    expect(new Set(roles).size).toBe(2);
  });

  it('gets the bus and the queue as variables, but neither the table nor token settings', () => {
    const [fn] = entries('AWS::Lambda::Function').filter(([id]) => /Announce/.test(id));
    expect(fn?.[1].Properties.Environment.Variables).toEqual({
      EVENT_BUS_NAME: { Ref: idOf('AWS::Events::EventBus') },
      DEAD_LETTER_QUEUE_URL: { Ref: idOf('AWS::SQS::Queue') },
    });
  });
});

describe('the bus and the queue', () => {
  it('are named for the stack, so that an account may have several', () => {
    const other = templateOf({ ...ON, stackName: 'Other' });
    expect(other.ofType('AWS::Events::EventBus')[0].Name).toBe('Other-changes');
    expect(other.ofType('AWS::SQS::Queue')[0]).not.toHaveProperty('QueueName');
  }, 60_000);

  it('are encrypted with the stack’s key in prod, the archive too', () => {
    const prod = templateOf({ ...ON, stage: 'prod', eventArchiveDays: '30' });
    const key = { 'Fn::GetAtt': [expect.stringContaining('CustomerManagedKey'), 'Arn'] };
    expect(prod.ofType('AWS::Events::EventBus')[0].KmsKeyIdentifier).toEqual(key);
    expect(prod.ofType('AWS::Events::Archive')[0].KmsKeyIdentifier).toEqual(key);
    expect(prod.ofType('AWS::SQS::Queue')[0].KmsMasterKeyId).toEqual(key);
    const uses = prod.statements().filter((one) => JSON.stringify(one).includes('kms:ViaService'));
    expect(uses).toHaveLength(3);
    expect(JSON.stringify(uses)).not.toContain('*');
  }, 60_000);

  it('refuse calls without TLS', () => {
    const [{ PolicyDocument }] = stack.ofType('AWS::SQS::QueuePolicy');
    expect(PolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ]);
  });
});

function entries(type: string): [string, Resource][] {
  return Object.entries(stack.resources).filter(([, { Type }]) => Type === type);
}

function idOf(type: string): string | undefined {
  return entries(type)[0]?.[0];
}

function arnOf(type: string) {
  return { 'Fn::GetAtt': [idOf(type), 'Arn'] };
}

/** Resources that change events modify: stream, dashboard and key policy. */
function withoutEvents([id, resource]: [string, Resource]): [string, unknown] {
  const {
    StreamSpecification: _,
    DashboardBody: __,
    KeyPolicy,
    ...Properties
  } = resource.Properties ?? {};
  const statements = KeyPolicy?.Statement.filter(
    ({ Principal }: { Principal: { Service?: string } }) =>
      Principal.Service !== 'events.amazonaws.com',
  );
  return [id, { ...resource, Properties: { ...Properties, statements } }];
}
