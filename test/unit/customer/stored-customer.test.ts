import { describe, expect, it } from 'vitest';
import { addressId } from '../../../lambda/customer/address.ts';
import {
  addressesInOrder,
  hasAddress,
  NO_WRITES,
  primaryAddressId,
  type StoredAddress,
  type StoredCustomer,
  storedAddressId,
  versionOf,
} from '../../../lambda/customer/stored-customer.ts';

const address = (position: unknown, type = 'MAILING') =>
  ({ type, streetLine1: '1', zipCode: '1', position }) as StoredAddress;
const customer = (attributes: object): StoredCustomer => ({ id: 'customer-1', ...attributes });

describe('the order of addresses', () => {
  it.each<[string, object, string[]]>([
    [
      'is that of the versions in which they were added',
      {
        addresses: { a: address(0), b: address(0), c: address(0) },
        addressOrder: { a: 9, b: 10, c: 2 },
      },
      ['c', 'a', 'b'],
    ],
    [
      'is that of the request where they were added by one',
      {
        addresses: { a: address(10), b: address(9), c: address(2) },
        addressOrder: { a: 1, b: 1, c: 1 },
      },
      ['c', 'b', 'a'],
    ],
    [
      'begins with those of unknown origin, by id',
      {
        addresses: { z: address(0), c: address(0), b: address('x'), a: address(-1) },
        addressOrder: { z: 0, b: null },
      },
      ['a', 'b', 'c', 'z'],
    ],
    ['has nothing that is not an address', { addresses: { a: null, b: 5, c: {} } }, []],
    ['is empty without addresses', { addresses: null }, []],
  ])('%s', (_, attributes, expected) => {
    expect(addressesInOrder(customer(attributes)).map(([id]) => id)).toEqual(expected);
  });
});

describe('the primary address of a type', () => {
  const addresses = { a: address(0), b: address(1), c: address(2, 'SHIPPING') };

  it.each([
    ['is the one pointed to', { MAILING: 'b' }, 'b'],
    ['is the oldest of its type without a pointer', undefined, 'a'],
    ['is the oldest of its type where the pointer leads to another type', { MAILING: 'c' }, 'a'],
    ['is the oldest of its type where the pointer leads nowhere', { MAILING: 'gone' }, 'a'],
  ])('%s', (_, primaryAddresses, expected) => {
    expect(primaryAddressId(customer({ addresses, primaryAddresses }), 'MAILING')).toBe(expected);
  });

  it.each([
    { where: 'there is no address of the type', attributes: { addresses } },
    { where: 'there is no address', attributes: {} },
    { where: 'there is only a pointer', attributes: { primaryAddresses: { PHYSICAL: 'a' } } },
  ])('is none where $where', ({ attributes }) => {
    expect(primaryAddressId(customer(attributes), 'PHYSICAL')).toBeUndefined();
  });
});

describe('an address of the customer', () => {
  const own = addressId('customer-1', 'hash');

  it.each([
    ['under its own id', { [own]: address(0) }, own],
    ['under the id of an older version', { hash: address(0) }, 'hash'],
    ['under its own id rather than the older one', { hash: address(0), [own]: address(0) }, own],
    ['nowhere', { other: address(0) }, undefined],
  ])('is found by its content %s', (_, addresses, id) => {
    expect(storedAddressId(customer({ addresses }), 'hash')).toBe(id);
  });

  it.each(['constructor', 'toString', '__proto__'])('is not what every object has: %s', (id) => {
    expect(hasAddress(customer({ addresses: {} }), id)).toBe(false);
    expect(hasAddress(customer({}), id)).toBe(false);
  });

  it('is not what another writer stored in its place', () => {
    expect(hasAddress(customer({ addresses: { a: null } }), 'a')).toBe(false);
    expect(hasAddress(customer({ addresses: { a: address(0) } }), 'a')).toBe(true);
  });
});

it.each([
  [undefined, 0],
  [null, 0],
  [7, 7],
])('a stored version %j counts as %i', (version, expected) => {
  expect(versionOf(customer({ version }))).toBe(expected);
});

it('the memory of a customer without writes has two empty places for each of 17 writes', () => {
  expect(NO_WRITES).toEqual(Array(34).fill(''));
});
