import { describe, expect, it } from 'vitest';
import { toCustomer } from '../../../../lambda/customer/to-customer.ts';
import { parseSeed } from '../../../../local/seed/parse-seed.ts';
import sample from '../../../../local/seed/sample-customer.json' with { type: 'json' };
import { toStoredItem } from '../../../../local/seed/stored-item.ts';

const ID = '0e01f271-80b1-4724-b5dc-6959c7cd88dc';
const NOW = '2026-11-22T00:42:50.311Z';
const ADDRESS = { type: 'MAILING', streetLine1: '400 Richmond St', zipCode: '10001' };

function store(customer: object) {
  const [parsed] = parseSeed(JSON.stringify(customer), 'test');
  if (!parsed) throw new Error('There is no customer.');
  return toStoredItem(parsed, NOW);
}

describe('a seeded customer', () => {
  it('is shown as it was given, with a truncated socialId and ids of addresses', () => {
    const { addresses, ...customer } = toCustomer(store(sample));
    expect({
      ...customer,
      addresses: addresses.map(({ id, ...address }) => address),
    }).toEqual({ ...sample, socialId: '6789' });
    expect(new Set(addresses.map(({ id }) => id)).size).toBe(2);
  });

  it('has all maps and is at version 1', () => {
    expect(store({ id: ID })).toEqual({
      id: ID,
      type: 'INDIVIDUAL',
      status: 'ACTIVE',
      primaryPhoneNumber: {},
      primaryEmail: {},
      placeOfBirth: {},
      metadata: {},
      addresses: {},
      addressOrder: {},
      primaryAddresses: {},
      createdAt: NOW,
      createdBy: { id: 'seed', type: 'service-account' },
      updatedAt: NOW,
      updatedBy: { id: 'seed', type: 'service-account' },
      version: 1,
      latestWrites: Array(34).fill(''),
    });
  });

  it('keeps type, status, tenant and dates that are given', () => {
    const given = {
      type: 'BUSINESS',
      status: 'CLOSED',
      tenantId: 't1',
      createdAt: '2020-01-01T00:00:00Z',
    };
    expect(store({ id: ID, ...given })).toMatchObject({ ...given, updatedAt: given.createdAt });
  });

  it('has its addresses by content, whatever ids they were given, in the order given', () => {
    const other = { ...ADDRESS, zipCode: '10002' };
    const item = store({ id: ID, addresses: [{ ...ADDRESS, id: 'mine' }, other, ADDRESS] });
    const ids = toCustomer(item).addresses.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(ids).not.toContain('mine');
    expect(item.addresses).toEqual({
      [String(ids[0])]: { ...ADDRESS, position: 0 },
      [String(ids[1])]: { ...other, position: 1 },
    });
    expect(item.addressOrder).toEqual({ [String(ids[0])]: 0, [String(ids[1])]: 0 });
  });

  it('has the marked address of a type as primary, else the first', () => {
    const second = { ...ADDRESS, zipCode: '10002' };
    const physical = { ...ADDRESS, type: 'PHYSICAL' };
    const zipOfPrimaries = (addresses: object[]) =>
      toCustomer(store({ id: ID, addresses }))
        .addresses.filter(({ primary }) => primary)
        .map(({ type, zipCode }) => `${type} ${zipCode}`);
    expect(zipOfPrimaries([ADDRESS, { ...second, primary: true }, physical])).toEqual([
      'MAILING 10002',
      'PHYSICAL 10001',
    ]);
    expect(zipOfPrimaries([ADDRESS, second])).toEqual(['MAILING 10001']);
  });

  it('has no contact name but on shipping addresses', () => {
    const name = { firstName: 'Sarah', middleName: '', lastName: 'Green' };
    const item = store({
      id: ID,
      addresses: [
        { ...ADDRESS, name },
        { ...ADDRESS, type: 'SHIPPING', name },
      ],
    });
    expect(Object.values(item.addresses ?? {}).map((address) => address.name)).toEqual([
      undefined,
      { firstName: 'Sarah', lastName: 'Green' },
    ]);
  });
});
