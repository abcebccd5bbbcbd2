import { describe, expect, it } from 'vitest';
import type { StoredAddress, StoredCustomer } from '../../../lambda/customer/stored-customer.ts';
import { toCustomer, truncateSocialId } from '../../../lambda/customer/to-customer.ts';
import sample from '../../../local/seed/sample-customer.json' with { type: 'json' };

const stored = (position: number, members: Partial<StoredAddress> = {}): StoredAddress => ({
  type: 'MAILING',
  streetLine1: `${position} Elm St`,
  zipCode: '10001',
  position,
  ...members,
});

const idsOf = (item: Partial<StoredCustomer>) =>
  toCustomer({ id: 'x', ...item }).addresses.map(({ id }) => id);

const primariesOf = (item: Partial<StoredCustomer>) =>
  toCustomer({ id: 'x', ...item })
    .addresses.filter(({ primary }) => primary)
    .map(({ id }) => id);

describe('a customer of whom only the id is stored', () => {
  const customer = toCustomer({ id: 'x' });

  it('has every member of the sample, in its order', () => {
    expect(Object.keys(customer)).toEqual(Object.keys(sample));
    for (const member of [
      'primaryPhoneNumber',
      'primaryEmail',
      'placeOfBirth',
      'createdBy',
    ] as const) {
      expect(Object.keys(customer[member])).toEqual(Object.keys(sample[member]));
    }
  });

  it('has "" for strings, false for booleans, and nothing in collections', () => {
    expect(customer).toEqual({
      ...Object.fromEntries(Object.keys(sample).map((member) => [member, ''])),
      id: 'x',
      addresses: [],
      metadata: {},
      createdBy: { id: '', type: '' },
      updatedBy: { id: '', type: '' },
      primaryPhoneNumber: { number: '', type: '', provider: '', extension: '', verified: false },
      primaryEmail: { value: '', verified: false },
      placeOfBirth: { city: '', countryCode: '' },
    });
  });
});

describe('the addresses of a customer', () => {
  it('have an id and the sample’s members in its order, a name where SHIPPING', () => {
    const name = { firstName: 'Sarah', lastName: 'Green' };
    const { addresses } = toCustomer({
      id: 'x',
      addresses: { m: stored(0), s: stored(1, { type: 'SHIPPING', name }) },
    });
    expect(addresses.map((address) => Object.keys(address))).toEqual(
      sample.addresses.slice(0, 2).map((one) => ['id', ...Object.keys(one)]),
    );
    expect(addresses[0]).toEqual({
      ...Object.fromEntries(Object.keys(sample.addresses[0] ?? {}).map((member) => [member, ''])),
      id: 'm',
      type: 'MAILING',
      streetLine1: '0 Elm St',
      zipCode: '10001',
      primary: true,
    });
    expect(addresses[1]?.name).toEqual({ firstName: 'Sarah', middleName: '', lastName: 'Green' });
  });

  it('do not show a name stored with another type', () => {
    const name = { firstName: 'Sarah', lastName: 'Green' };
    const { addresses } = toCustomer({ id: 'x', addresses: { m: stored(0, { name }) } });
    expect(addresses[0]).not.toHaveProperty('name');
  });

  it('are in the order in which they were added: by version, then by place in the request', () => {
    const addresses = { d: stored(0), c: stored(1), b: stored(5), a: stored(0) };
    const addressOrder = { b: 3, c: 10, d: 10, a: 11 };
    expect(idsOf({ addresses, addressOrder })).toEqual(['b', 'd', 'c', 'a']);
  });

  it('begin with those whose order is unknown', () => {
    const addresses = { b: stored(0), a: stored(0), c: stored(0) };
    expect(idsOf({ addresses, addressOrder: { a: 0 } })).toEqual(['b', 'c', 'a']);
  });
});

describe('the primary address of a type', () => {
  const addresses = { a: stored(0), b: stored(1), s: stored(2, { type: 'SHIPPING' }) };

  it.each([
    ['is that of the pointer', { MAILING: 'b', SHIPPING: 's' }, ['b', 's']],
    ['is the oldest where there is no pointer', {}, ['a', 's']],
    ['is the oldest where the pointer hangs', { MAILING: 'gone', SHIPPING: 's' }, ['a', 's']],
    ['is the oldest where the pointer is of another type', { MAILING: 's' }, ['a', 's']],
  ])('%s', (_, primaryAddresses, expected) => {
    expect(primariesOf({ addresses, primaryAddresses })).toEqual(expected);
  });

  it('is the oldest where all pointers are missing', () => {
    expect(primariesOf({ addresses })).toEqual(['a', 's']);
  });
});

describe('an attribute that is not of the allow-list', () => {
  it('does not leak, at any depth', () => {
    const leak = 'LEAK';
    const item = {
      id: 'x',
      passwordHash: leak,
      tenantId: leak,
      version: 5,
      writes: { 0: { key: leak, body: leak } },
      createdBy: { id: 'a', type: 'b', secret: leak },
      primaryPhoneNumber: { number: '+14151234', secret: leak },
      primaryEmail: { value: 'a@b.co', secret: leak },
      placeOfBirth: { city: 'Houston', secret: leak },
      addresses: { m: { ...stored(0), secret: leak } },
      metadata: { key: 'v', number: 5, map: { secret: leak } },
    } as unknown as StoredCustomer;
    expect(JSON.stringify(toCustomer(item))).not.toContain(leak);
    expect(toCustomer(item).metadata).toEqual({ key: 'v' });
  });

  it('has its metadata by key, which DynamoDB keeps in no order', () => {
    const keys = ['c', 'B', 'd', 'a', 'A', 'b'];
    const metadata = Object.fromEntries(keys.map((key) => [key, 'v']));
    expect(Object.keys(toCustomer({ id: 'x', metadata }).metadata)).toEqual(keys.sort());
  });

  it('does not leak as a member of another type', () => {
    const item = { id: 'x', firstName: { secret: 1 }, primaryEmail: { verified: 'yes' } };
    const customer = toCustomer(item as unknown as StoredCustomer);
    expect([customer.firstName, customer.primaryEmail.verified]).toEqual(['', false]);
  });
});

describe('a truncated socialId', () => {
  it.each([
    ['123-45-6789', '6789'],
    ['12345678', '5678'],
    ['1234567', '567'],
    ['123456', '456'],
    ['12345', '45'],
    ['1', ''],
    ['', ''],
    ['😀😀😀😀😀😀😀😀', '😀😀😀😀'],
    ['😀😀😀😀', '😀😀'],
  ])('of %j is %j', (socialId, expected) => {
    expect(truncateSocialId(socialId)).toBe(expected);
  });
});

it('a customer is answered as stored', () => {
  const attributes = {
    primaryPhoneNumber: {
      ...{ number: '+14155550123', type: 'WORK', provider: 'ABC', extension: '31', verified: true },
    },
    primaryEmail: { value: 'a@b.co', verified: true },
    placeOfBirth: { city: 'Houston', countryCode: 'USA' },
    createdBy: { id: 'ann', type: 'service-account' },
    updatedBy: { id: 'bob', type: 'service-account' },
  };
  expect(toCustomer({ id: 'x', ...attributes })).toMatchObject(attributes);
});

it.each([false, undefined, 'true', 1])('a verified mark stored as %j is none', (verified) => {
  const marked = { verified: verified as never };
  const { primaryPhoneNumber, primaryEmail } = toCustomer({
    ...{ id: 'x', primaryPhoneNumber: marked, primaryEmail: marked },
  });
  expect([primaryPhoneNumber.verified, primaryEmail.verified]).toEqual([false, false]);
});
