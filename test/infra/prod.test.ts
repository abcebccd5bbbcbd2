import { beforeAll, describe, expect, it } from 'vitest';
import { ISSUER, type StackTemplate, templateOf } from './support/template.ts';

let prod: StackTemplate;

beforeAll(() => {
  prod = templateOf({ stage: 'prod', ...ISSUER, provisionedConcurrency: '5' });
}, 60_000);

describe('prod', () => {
  it('keeps whatever holds data', () => {
    const kept = Object.values(prod.resources)
      .filter(({ Type }) => /GlobalTable|LogGroup|KMS::Key/.test(Type))
      .map(({ DeletionPolicy }) => DeletionPolicy);

    // A rollback of the first deploy removes the key and the logs; it could not remove the table.
    expect(kept.toSorted()).toEqual(['Retain', ...Array(3).fill('RetainExceptOnCreate')]);
    expect(table().Replicas).toEqual([
      expect.objectContaining({
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    ]);
  });

  it('keeps its log for the twelve months of PCI DSS', () => {
    for (const { RetentionInDays } of prod.ofType('AWS::Logs::LogGroup')) {
      expect(RetentionInDays).toBeGreaterThanOrEqual(365);
    }
  });

  it('encrypts table, logs and alarms with a key of its own, which is rotated', () => {
    const [keyId] =
      Object.entries(prod.resources).find(([, r]) => r.Type === 'AWS::KMS::Key') ?? [];
    const arn = { 'Fn::GetAtt': [keyId, 'Arn'] };

    expect(prod.ofType('AWS::KMS::Key')).toEqual([
      expect.objectContaining({ EnableKeyRotation: true }),
    ]);
    expect(table().Replicas[0].SSESpecification).toEqual({ KMSMasterKeyId: arn });
    expect(prod.ofType('AWS::Logs::LogGroup').map(({ KmsKeyId }) => KmsKeyId)).toEqual([arn, arn]);
    expect(prod.ofType('AWS::SNS::Topic')).toEqual([
      expect.objectContaining({ KmsMasterKeyId: arn }),
    ]);
  });

  it('lets the key be used by log groups of the stack and alarms of the account alone', () => {
    const [, ...others] = prod.ofType('AWS::KMS::Key')[0].KeyPolicy.Statement;

    expect(others).toEqual([
      expect.objectContaining({
        Principal: { Service: 'logs.eu-central-1.amazonaws.com' },
        Condition: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': expect.anything() },
        },
      }),
      expect.objectContaining({
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
    expect(JSON.stringify(others[0].Condition)).toContain(':log-group:CustomerApi-*');
  });

  it('lets the function use the key through DynamoDB alone, without wildcards', () => {
    const statements = prod.statements().filter((one) => JSON.stringify(one).includes('kms:'));

    expect(statements).toEqual([
      expect.objectContaining({
        Condition: {
          StringEquals: { 'kms:ViaService': 'dynamodb.eu-central-1.amazonaws.com' },
        },
      }),
    ]);
    expect(JSON.stringify(statements)).not.toContain('*');
  });

  it('gives a new version a tenth of the requests first, and rolls back on an alarm', () => {
    const alias = Object.values(prod.resources).find((r) => r.Type === 'AWS::Lambda::Alias');
    const [group] = prod.ofType('AWS::CodeDeploy::DeploymentGroup');

    expect(alias?.UpdatePolicy).toHaveProperty('CodeDeployLambdaAliasUpdate');
    expect(group).toMatchObject({
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent10Minutes',
      AlarmConfiguration: { Enabled: true },
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: expect.arrayContaining(['DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_FAILURE']),
      },
    });
    expect(group.AlarmConfiguration.Alarms).toHaveLength(4);
  });

  it('lets the deploy move the alias of the one function alone', () => {
    const [move] = prod.statements().filter(({ Action }) => Action.includes('lambda:UpdateAlias'));
    expect(JSON.stringify(move.Resource)).not.toContain('*');
    expect(JSON.stringify(prod.ofType('AWS::IAM::Role'))).not.toContain('service-role/');
  });

  it('has concurrency of its own, and as much of it warm as is asked for', () => {
    expect(prod.ofType('AWS::Lambda::Function')).toEqual([
      expect.objectContaining({ ReservedConcurrentExecutions: 100 }),
    ]);
    expect(prod.ofType('AWS::Lambda::Alias')).toEqual([
      expect.objectContaining({
        ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 },
      }),
    ]);
  });

  it('has no circle among its resources', () => {
    expect(circleIn(prod)).toBeUndefined();
  });

  it('has none with change events either', () => {
    const events = { changeEvents: 'on', eventArchiveDays: '30' };
    expect(circleIn(templateOf({ stage: 'prod', ...ISSUER, ...events }))).toBeUndefined();
  }, 60_000);
});

function table() {
  return prod.ofType('AWS::DynamoDB::GlobalTable')[0];
}

/** CDK does not look for circular references, and CloudFormation only finds them in a deploy. */
function circleIn({ resources }: StackTemplate): string[] | undefined {
  const done = new Set<string>();
  const visit = (id: string, path: string[]): string[] | undefined => {
    if (path.includes(id)) return [...path, id];
    if (done.has(id)) return undefined;
    const text = JSON.stringify({ ...resources[id], Metadata: undefined });
    const found = [...text.matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g)].map(([, name]) => name);
    const dependsOn = (resources[id] as { DependsOn?: string[] }).DependsOn ?? [];
    for (const next of new Set([...found, ...dependsOn])) {
      if (next === undefined || !(next in resources)) continue;
      const circle = visit(next, [...path, id]);
      if (circle) return circle;
    }
    done.add(id);
    return undefined;
  };
  for (const id of Object.keys(resources)) {
    const circle = visit(id, []);
    if (circle) return circle;
  }
  return undefined;
}
