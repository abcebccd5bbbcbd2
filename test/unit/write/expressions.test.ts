import { expect, it } from 'vitest';
import type { UpdateRequest } from '../../../lambda/write/update-request.ts';
import { expressionsOf } from '../../support/expressions.ts';

// The integration tests check what the expressions do; here they are readable.

it('strings are set and cleared', () => {
  expect(expressionsOf({ firstName: 'Ann', prefix: null })).toMatchInlineSnapshot(`
    "type = 'INDIVIDUAL'
    AND NOT contains(latestWrites, 'KEY')
    AND attribute_type(version, 'N')
    AND attribute_type(latestWrites, 'L')
    AND size(latestWrites) >= 34
    ---
    SET firstName = 'Ann',
    latestWrites[1000] = 'KEY',
    latestWrites[1001] = 'BODY',
    updatedBy = {'id':'alice','type':'service-account'},
    updatedAt = 'NOW',
    version = version + 1
    REMOVE prefix,
    latestWrites[1],
    latestWrites[0]"
  `);
});

it('members are changed one by one, below maps that are there', () => {
  const body = {
    primaryPhoneNumber: { type: 'WORK', extension: null },
    metadata: { a: '1', b: '2', c: null },
    placeOfBirth: null,
  };
  expect(expressionsOf(body)).toMatchInlineSnapshot(`
    "type = 'INDIVIDUAL'
    AND NOT contains(latestWrites, 'KEY')
    AND attribute_type(version, 'N')
    AND attribute_type(latestWrites, 'L')
    AND size(latestWrites) >= 34
    AND attribute_type(metadata, 'M')
    AND attribute_type(primaryPhoneNumber, 'M')
    AND (size(metadata) <= 3 OR (size(metadata) <= 5
    AND attribute_exists(metadata.a)
    AND attribute_exists(metadata.b)))
    ---
    SET metadata.a = '1',
    metadata.b = '2',
    primaryPhoneNumber.type = 'WORK',
    placeOfBirth = {},
    latestWrites[1000] = 'KEY',
    latestWrites[1001] = 'BODY',
    updatedBy = {'id':'alice','type':'service-account'},
    updatedAt = 'NOW',
    version = version + 1
    REMOVE metadata.c,
    primaryPhoneNumber.extension,
    latestWrites[1],
    latestWrites[0]"
  `);
});

it('metadata is only cleared without a look at how much there is', () => {
  expect(expressionsOf({ metadata: { a: null } })).toMatchInlineSnapshot(`
    "type = 'INDIVIDUAL'
    AND NOT contains(latestWrites, 'KEY')
    AND attribute_type(version, 'N')
    AND attribute_type(latestWrites, 'L')
    AND size(latestWrites) >= 34
    AND attribute_type(metadata, 'M')
    ---
    SET latestWrites[1000] = 'KEY',
    latestWrites[1001] = 'BODY',
    updatedBy = {'id':'alice','type':'service-account'},
    updatedAt = 'NOW',
    version = version + 1
    REMOVE metadata.a,
    latestWrites[1],
    latestWrites[0]"
  `);
});

it('a number is changed where its verified mark stays right', () => {
  const body = {
    primaryPhoneNumber: { number: '+14155550123' },
    primaryEmail: { value: 'a@b.co', verified: true },
  };
  expect(expressionsOf(body)).toMatchInlineSnapshot(`
    "type = 'INDIVIDUAL'
    AND NOT contains(latestWrites, 'KEY')
    AND attribute_type(version, 'N')
    AND attribute_type(latestWrites, 'L')
    AND size(latestWrites) >= 34
    AND attribute_type(primaryPhoneNumber, 'M')
    AND attribute_type(primaryEmail, 'M')
    AND (primaryPhoneNumber.number = '+14155550123' OR NOT primaryPhoneNumber.verified = true)
    ---
    SET primaryPhoneNumber.number = '+14155550123',
    primaryEmail.value = 'a@b.co',
    primaryEmail.verified = true,
    latestWrites[1000] = 'KEY',
    latestWrites[1001] = 'BODY',
    updatedBy = {'id':'alice','type':'service-account'},
    updatedAt = 'NOW',
    version = version + 1
    REMOVE latestWrites[1],
    latestWrites[0]"
  `);
});

it.each<[string, Partial<UpdateRequest>]>([
  ['version IN (1, 2)', { ifMatch: [1, 2] }],
  ['attribute_not_exists(id)', { ifMatch: [] }],
  ["tenantId = 'acme'", { tenantId: 'acme' }],
])('the condition has %j for %j', (part, more) => {
  expect(expressionsOf({}, more)).toContain(`AND ${part}`);
  expect(expressionsOf({}, { ifMatch: '*' })).not.toContain(part);
});

it('nothing is written where nothing is asked for', () => {
  expect(expressionsOf({})).toMatchInlineSnapshot(`
    "type = 'INDIVIDUAL'
    AND NOT contains(latestWrites, 'KEY')
    ---
    "
  `);
});

it('takes of an If-Match with more than 100 versions the first 100, the most that IN takes', () => {
  const ifMatch = Array.from({ length: 150 }, (_, version) => version + 1_000);
  const expressions = expressionsOf({}, { ifMatch });
  expect(expressions).toContain('1099)');
  expect(expressions).not.toContain('1100');
});
