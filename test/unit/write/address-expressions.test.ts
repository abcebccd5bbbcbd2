import { expect, it } from 'vitest';
import { mailing, physical, shipping } from '../../support/bodies.ts';
import { expressionsOf } from '../../support/expressions.ts';

// The integration tests check what the expressions do; here they are readable.

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

it('a removal beside a new primary of every type looks at no pointer', () => {
  const addresses = [
    ...[mailing({ primary: true }), physical({ primary: true }), shipping({ primary: true })],
    { id: 'gone', remove: true },
  ];
  expect(expressionsOf({ addresses })).not.toContain(' IN (');
  expect(expressionsOf({ addresses })).toMatch(/AND attribute_exists\(addresses\.gone\)\n---/);
  expect(expressionsOf({ addresses: [mailing()] })).not.toContain(' IN (');
});
