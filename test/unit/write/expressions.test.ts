import { expect, it } from 'vitest';
import type { StoredCustomer } from '../../../lambda/customer/stored-customer.ts';
import { FIRST_PLAN, nextPlan } from '../../../lambda/write/plan.ts';
import { toUpdateInput } from '../../../lambda/write/update-input.ts';
import type { UpdateRequest } from '../../../lambda/write/update-request.ts';
import { mailing, physical, shipping } from '../../support/bodies.ts';
import { requestOf, storedAddress, storedWith } from '../../support/update-requests.ts';
import { updateOf } from '../../support/violations.ts';

// What the expressions do, DynamoDB Local judges; here they are to be read.

/** Both expressions of an UpdateItem, with names and values in the place of placeholders. */
function expressionsOf(body: unknown, more: Partial<UpdateRequest> = {}, seen?: StoredCustomer) {
  const request = requestOf(body, more);
  const plan = seen ? nextPlan(request, FIRST_PLAN, seen) : FIRST_PLAN;
  const input = toUpdateInput('customers', request, plan);
  const names = input.ExpressionAttributeNames ?? {};
  const values = input.ExpressionAttributeValues ?? {};
  const readable = (expression = '') =>
    expression
      .replace(/(?<!^)(?= (?:AND|REMOVE) )|(?<=,) (?![^(]*\))/g, '\n')
      .replace(/\n +/g, '\n')
      .replace(/#n\d+/g, (name) => String(names[name]))
      .replace(/:v\d+/g, (value) => written(values[value]));
  return `${readable(input.ConditionExpression)}\n---\n${readable(input.UpdateExpression)}`;
}

function written(value: unknown): string {
  return JSON.stringify(value, (_, part) => (part instanceof Map ? Object.fromEntries(part) : part))
    .replace(/"streetLine1".*?(?="zipCode")/g, '')
    .replaceAll('"', "'");
}

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

it('addresses are added, made primary and removed', () => {
  const addresses = [mailing(), physical({ primary: true }), { id: 'gone', remove: true }];
  expect(expressionsOf({ addresses })).toMatchInlineSnapshot(`
    "type = 'INDIVIDUAL'
    AND NOT contains(latestWrites, 'KEY')
    AND attribute_type(version, 'N')
    AND attribute_type(latestWrites, 'L')
    AND size(latestWrites) >= 34
    AND attribute_type(addresses, 'M')
    AND attribute_type(addressOrder, 'M')
    AND attribute_type(primaryAddresses, 'M')
    AND size(addresses) <= 49
    AND (attribute_exists(addressOrder.yiGALivRtSQqUG1OWBOlj5) OR attribute_not_exists(addresses.yiGALivRtSQqUG1OWBOlj5)
    AND attribute_not_exists(addresses.z0GQlfMILUoaCbjKIf9Z94))
    AND (attribute_exists(addressOrder.d0yHorGhZ_ZSEIvAOjqrUm) OR attribute_not_exists(addresses.d0yHorGhZ_ZSEIvAOjqrUm)
    AND attribute_not_exists(addresses.H4qHhzdCDEiYX8w6SXDh8o))
    AND attribute_exists(primaryAddresses.MAILING)
    AND attribute_exists(addresses.gone)
    AND NOT 'gone' IN (primaryAddresses.MAILING, primaryAddresses.SHIPPING)
    ---
    SET addresses.yiGALivRtSQqUG1OWBOlj5 = if_not_exists(addresses.yiGALivRtSQqUG1OWBOlj5, {'type':'MAILING','zipCode':'10001','position':0}),
    addressOrder.yiGALivRtSQqUG1OWBOlj5 = if_not_exists(addressOrder.yiGALivRtSQqUG1OWBOlj5, version),
    addresses.d0yHorGhZ_ZSEIvAOjqrUm = if_not_exists(addresses.d0yHorGhZ_ZSEIvAOjqrUm, {'type':'PHYSICAL','zipCode':'10001','position':1}),
    addressOrder.d0yHorGhZ_ZSEIvAOjqrUm = if_not_exists(addressOrder.d0yHorGhZ_ZSEIvAOjqrUm, version),
    primaryAddresses.PHYSICAL = 'd0yHorGhZ_ZSEIvAOjqrUm',
    latestWrites[1000] = 'KEY',
    latestWrites[1001] = 'BODY',
    updatedBy = {'id':'alice','type':'service-account'},
    updatedAt = 'NOW',
    version = version + 1
    REMOVE addresses.gone,
    addressOrder.gone,
    latestWrites[1],
    latestWrites[0]"
  `);
});

it('an address is removed', () => {
  expect(expressionsOf({ addresses: [{ id: 'gone', remove: true }] })).toMatchInlineSnapshot(`
    "type = 'INDIVIDUAL'
    AND NOT contains(latestWrites, 'KEY')
    AND attribute_type(version, 'N')
    AND attribute_type(latestWrites, 'L')
    AND size(latestWrites) >= 34
    AND attribute_type(addresses, 'M')
    AND attribute_type(addressOrder, 'M')
    AND attribute_exists(addresses.gone)
    AND NOT 'gone' IN (primaryAddresses.MAILING, primaryAddresses.PHYSICAL, primaryAddresses.SHIPPING)
    ---
    SET latestWrites[1000] = 'KEY',
    latestWrites[1001] = 'BODY',
    updatedBy = {'id':'alice','type':'service-account'},
    updatedAt = 'NOW',
    version = version + 1
    REMOVE addresses.gone,
    addressOrder.gone,
    latestWrites[1],
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

it('maps that an older item lacks are made whole, and marks that are wrong fall', () => {
  const body = {
    metadata: { a: '1', b: null },
    primaryEmail: { value: 'x@y.zz' },
    primaryPhoneNumber: { number: '+14155550123' },
    addresses: [mailing({ primary: true })],
  };
  const seen = {
    ...{ id: 'customer-1', type: 'INDIVIDUAL' },
    primaryEmail: { value: 'a@b.de', verified: true },
    primaryPhoneNumber: { number: '+14155550123', verified: true },
  };
  expect(expressionsOf(body, { ifMatch: [0] }, seen)).toMatchInlineSnapshot(`
    "type = 'INDIVIDUAL'
    AND NOT contains(latestWrites, 'KEY')
    AND (attribute_not_exists(version) OR attribute_type(version, 'NULL'))
    AND (attribute_not_exists(version) OR attribute_type(version, 'NULL'))
    AND NOT (attribute_type(latestWrites, 'L')
    AND size(latestWrites) >= 34)
    AND attribute_type(primaryPhoneNumber, 'M')
    AND attribute_type(primaryEmail, 'M')
    AND (attribute_not_exists(metadata) OR attribute_type(metadata, 'NULL'))
    AND (attribute_not_exists(addresses) OR attribute_type(addresses, 'NULL'))
    AND (attribute_not_exists(addressOrder) OR attribute_type(addressOrder, 'NULL'))
    AND (attribute_not_exists(primaryAddresses) OR attribute_type(primaryAddresses, 'NULL'))
    AND (primaryPhoneNumber.number = '+14155550123' OR NOT primaryPhoneNumber.verified = true)
    AND NOT primaryEmail.value = 'x@y.zz'
    AND (attribute_exists(addressOrder.yiGALivRtSQqUG1OWBOlj5) OR attribute_not_exists(addresses.yiGALivRtSQqUG1OWBOlj5)
    AND attribute_not_exists(addresses.z0GQlfMILUoaCbjKIf9Z94))
    ---
    SET primaryPhoneNumber.number = '+14155550123',
    primaryEmail.value = 'x@y.zz',
    primaryEmail.verified = false,
    latestWrites = ['','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','KEY','BODY'],
    updatedBy = {'id':'alice','type':'service-account'},
    updatedAt = 'NOW',
    version = 1,
    metadata = {'a':'1'},
    addresses = {'yiGALivRtSQqUG1OWBOlj5':{'type':'MAILING','zipCode':'10001','position':0}},
    addressOrder = {'yiGALivRtSQqUG1OWBOlj5':0},
    primaryAddresses = {'MAILING':'yiGALivRtSQqUG1OWBOlj5'}
    REMOVE writes"
  `);
});

it('a plan that is pinned demands the version, and nothing that the item has shown', () => {
  const seen = storedWith({
    ...{ addresses: { a: storedAddress() }, primaryAddresses: { MAILING: 'a' } },
    metadata: null,
  });
  const body = { addresses: [{ id: 'a', remove: true }], metadata: { k: 'v' } };
  expect(expressionsOf(body, {}, seen)).toMatchInlineSnapshot(`
    "type = 'INDIVIDUAL'
    AND NOT contains(latestWrites, 'KEY')
    AND attribute_type(latestWrites, 'L')
    AND size(latestWrites) >= 34
    AND (attribute_not_exists(metadata) OR attribute_type(metadata, 'NULL'))
    AND version = 7
    ---
    SET latestWrites[1000] = 'KEY',
    latestWrites[1001] = 'BODY',
    updatedBy = {'id':'alice','type':'service-account'},
    updatedAt = 'NOW',
    version = version + 1,
    metadata = {'k':'v'}
    REMOVE addresses.a,
    addressOrder.a,
    primaryAddresses.MAILING,
    latestWrites[1],
    latestWrites[0]"
  `);
  expect(expressionsOf(body, {}, { ...seen, version: null as never })).toContain(
    "AND (attribute_not_exists(version) OR attribute_type(version, 'NULL'))",
  );
  const { version: _, ...older } = seen;
  expect(expressionsOf(body, {}, older)).toContain('AND (attribute_not_exists(version) OR');
});

it('an address under its older id, and a type without a pointer, are demanded as they were seen', () => {
  const { contentHash = '' } = updateOf({ addresses: [mailing()] }).added[0] ?? {};
  const seen = storedWith({
    addresses: { [contentHash]: storedAddress(), b: storedAddress('PHYSICAL') },
  });
  expect(expressionsOf({ addresses: [mailing(), physical()] }, {}, seen)).toMatchInlineSnapshot(`
    "type = 'INDIVIDUAL'
    AND NOT contains(latestWrites, 'KEY')
    AND attribute_type(version, 'N')
    AND attribute_type(latestWrites, 'L')
    AND size(latestWrites) >= 34
    AND attribute_type(addresses, 'M')
    AND attribute_type(addressOrder, 'M')
    AND attribute_type(primaryAddresses, 'M')
    AND size(addresses) <= 49
    AND attribute_exists(addresses.z0GQlfMILUoaCbjKIf9Z94)
    AND (attribute_exists(addressOrder.d0yHorGhZ_ZSEIvAOjqrUm) OR attribute_not_exists(addresses.d0yHorGhZ_ZSEIvAOjqrUm)
    AND attribute_not_exists(addresses.H4qHhzdCDEiYX8w6SXDh8o))
    AND attribute_not_exists(primaryAddresses.MAILING)
    AND attribute_exists(addresses.z0GQlfMILUoaCbjKIf9Z94)
    AND attribute_not_exists(primaryAddresses.PHYSICAL)
    AND attribute_exists(addresses.b)
    ---
    SET addresses.d0yHorGhZ_ZSEIvAOjqrUm = if_not_exists(addresses.d0yHorGhZ_ZSEIvAOjqrUm, {'type':'PHYSICAL','zipCode':'10001','position':1}),
    addressOrder.d0yHorGhZ_ZSEIvAOjqrUm = if_not_exists(addressOrder.d0yHorGhZ_ZSEIvAOjqrUm, version),
    primaryAddresses.MAILING = 'z0GQlfMILUoaCbjKIf9Z94',
    primaryAddresses.PHYSICAL = 'b',
    latestWrites[1000] = 'KEY',
    latestWrites[1001] = 'BODY',
    updatedBy = {'id':'alice','type':'service-account'},
    updatedAt = 'NOW',
    version = version + 1
    REMOVE latestWrites[1],
    latestWrites[0]"
  `);
});

it('a removal beside a new primary of every type looks at no pointer', () => {
  const addresses = [
    ...[mailing({ primary: true }), physical({ primary: true }), shipping({ primary: true })],
    { id: 'gone', remove: true },
  ];
  expect(expressionsOf({ addresses })).not.toContain(' IN (');
  expect(expressionsOf({ addresses })).toMatch(/AND attribute_exists\(addresses\.gone\)\n---/);
  expect(expressionsOf({ addresses: [mailing()] })).not.toContain(' IN (');
});
