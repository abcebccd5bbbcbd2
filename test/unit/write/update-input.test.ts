import { describe, expect, it } from 'vitest';
import { toWrite } from '../../../lambda/write/idempotency.ts';
import { toUpdateInput } from '../../../lambda/write/update-input.ts';
import type { UpdateRequest } from '../../../lambda/write/update-request.ts';
import { mailings, members } from '../../support/bodies.ts';
import { updateOf } from '../../support/violations.ts';

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const MAX_EXPRESSION_BYTES = 4096;
const MAX_OPERATORS = 300;

const EVERYTHING_ELSE = {
  ...{ firstName: 'x', middleName: 'x', lastName: 'x', prefix: 'x', suffix: null, sex: 'MALE' },
  ...{ gender: 'x', securityQuestion: 'x', securityAnswer: 'x', pronoun: 'x' },
  ...{ dateOfBirth: '1991-06-21', socialId: '12345', socialIdCountryCode: 'USA' },
  citizenshipCountryCode: 'USA',
  primaryPhoneNumber: { number: '4151234', type: 'WORK', provider: 'x', extension: null },
  primaryEmail: { value: 'a@b.co' },
  placeOfBirth: { city: 'x', countryCode: 'USA' },
  metadata: { ...members(5, 'set', 'v'), ...members(15, 'clear', null) },
};

function requestOf(body: unknown): UpdateRequest {
  const update = updateOf(body);
  return {
    customerId: '0e01f271-80b1-4724-b5dc-6959c7cd88dc',
    tenantId: 'tenant',
    principalId: 'alice',
    update,
    ifMatch: Array.from({ length: 200 }, (_, version) => version),
    write: toWrite('alice', 'key-123', update),
    now: '2026-11-22T00:42:50.311Z',
  };
}

describe('the expressions of the largest requests', () => {
  const removals = Array.from({ length: 20 }, (_, n) => ({ id: `id-${n}`, remove: true }));

  it.each([
    ['20 additions', [...mailings(19), { ...mailings(20)[19], primary: true }]],
    ['20 unmarked additions', mailings(20)],
    ['20 removals', removals],
    ['10 of each', [...mailings(10), ...removals.slice(0, 10)]],
  ])('keep within DynamoDB’s limits with %s', (_, addresses) => {
    const input = toUpdateInput('table', requestOf({ ...EVERYTHING_ELSE, addresses }));
    for (const expression of [input.ConditionExpression, input.UpdateExpression]) {
      expect(expression?.length).toBeLessThan(MAX_EXPRESSION_BYTES);
      const operators = expression?.match(/ (?:AND|OR|IN|NOT|<=|=|\+) |\w\(|,/g) ?? [];
      expect(operators.length).toBeLessThanOrEqual(MAX_OPERATORS);
    }
    const operands = /IN \(([^)]*)\)/.exec(input.ConditionExpression ?? '')?.[1]?.split(',');
    expect(operands?.length).toBeLessThanOrEqual(100);
  });
});

describe('the one UpdateItem', () => {
  it('has a condition, asks for the new item, and for the old one where the condition fails', () => {
    expect(toUpdateInput('table', requestOf({ firstName: 'x' }))).toMatchObject({
      TableName: 'table',
      Key: { id: '0e01f271-80b1-4724-b5dc-6959c7cd88dc' },
      ConditionExpression: expect.any(String),
      UpdateExpression: expect.stringContaining('SET'),
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
  });

  it('has no UpdateExpression where nothing is to change', () => {
    expect(toUpdateInput('table', requestOf({}))).not.toHaveProperty('UpdateExpression');
  });
});
