import { describe, expect, it } from 'vitest';
import { toCreateTableInput } from '../../../../local/dynamodb/table.ts';

const KEYS = {
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
};
const template = (...resources: { Type: string; Properties?: object }[]) => ({
  Resources: Object.fromEntries(resources.map((resource, index) => [`R${index}`, resource])),
  Outputs: {},
});

describe('toCreateTableInput', () => {
  it.each([
    ['AWS::DynamoDB::GlobalTable', { BillingMode: 'PAY_PER_REQUEST' }],
    ['AWS::DynamoDB::Table', { ProvisionedThroughput: { ReadCapacityUnits: 1 } }],
    ['AWS::DynamoDB::Table', { GlobalSecondaryIndexes: [{ IndexName: 'i' }] }],
  ])('takes from a %s what CreateTable knows', (Type, properties) => {
    const input = toCreateTableInput(
      template(
        { Type: 'AWS::Lambda::Function' },
        {
          Type,
          Properties: { ...KEYS, ...properties, TableName: 'theirs', Replicas: [{ Region: 'x' }] },
        },
      ),
      'ours',
    );
    expect(input).toEqual({ ...KEYS, ...properties, TableName: 'ours' });
  });

  it.each([0, 2])('refuses a template of %s tables', (count) => {
    const tables = Array.from({ length: count }, () => ({ Type: 'AWS::DynamoDB::Table' }));
    expect(() => toCreateTableInput(template(...tables), 'ours')).toThrow(`has ${count} tables`);
  });
});
