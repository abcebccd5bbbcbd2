import { expect, it } from 'vitest';
import { mailing, physical } from '../../support/bodies.ts';
import { expressionsOf } from '../../support/expressions.ts';
import { storedAddress, storedWith } from '../../support/update-requests.ts';
import { updateOf } from '../../support/violations.ts';

// The integration tests check what the expressions do; here they are readable.

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
