import { describe, expect, it } from 'vitest';
import { addressId } from '../../../lambda/customer/address.ts';
import type { StoredCustomer } from '../../../lambda/customer/stored-customer.ts';
import { changesOfAddresses } from '../../../lambda/write/address-changes.ts';
import { FIRST_PLAN, nextPlan } from '../../../lambda/write/plan.ts';
import { mailing, physical } from '../../support/bodies.ts';
import { requestOf, storedAddress, storedWith } from '../../support/update-requests.ts';

const removal = (id: string) => ({ id, remove: true });

/** The changes planned from the stored customer, without the address itself. */
function changesAt(addresses: object[], seen: StoredCustomer) {
  const request = requestOf({ addresses });
  const changes = changesOfAddresses(request, nextPlan(request, FIRST_PLAN, seen));
  return changes.map(({ path, ...change }) => [path.join(' '), change]);
}

const pointers = (addresses: object[], seen: StoredCustomer) =>
  changesAt(addresses, seen).filter(([path]) => String(path).startsWith('primaryAddresses'));

const two = {
  addresses: {
    a: storedAddress(),
    b: storedAddress('MAILING', 1),
    c: storedAddress('PHYSICAL', 2),
  },
  addressOrder: { a: 1, b: 1, c: 1 },
  primaryAddresses: { MAILING: 'a', PHYSICAL: 'c' },
};

describe('the pointer to a primary address that is removed', () => {
  it('goes to the oldest that remains of its type', () => {
    expect(pointers([removal('a')], storedWith(two))).toEqual([
      ['primaryAddresses MAILING', { value: 'b' }],
    ]);
  });

  it('goes to an added one where none remains', () => {
    expect(pointers([removal('a'), removal('b'), mailing()], storedWith(two))).toEqual([
      ['primaryAddresses MAILING', { value: expect.stringMatching(/^[\w-]{22}$/) }],
    ]);
  });

  it('goes away where none remains', () => {
    expect(pointers([removal('c')], storedWith(two))).toEqual([
      ['primaryAddresses PHYSICAL', { remove: true }],
    ]);
  });

  it('stays where another address is removed', () => {
    expect(pointers([removal('b')], storedWith(two))).toEqual([]);
  });
});

it('an older customer without a pointer gets it to the oldest beside an addition', () => {
  const seen = storedWith({ ...two, primaryAddresses: {} });
  expect(pointers([mailing()], seen)).toEqual([['primaryAddresses MAILING', { value: 'a' }]]);
});

it('an address that is there is not added again, under whichever id', () => {
  const { contentHash = '' } = requestOf({ addresses: [mailing()] }).update.added[0] ?? {};
  for (const id of [contentHash, addressId('customer-1', contentHash)]) {
    const seen = storedWith({ ...two, addresses: { ...two.addresses, [id]: storedAddress() } });
    expect(changesAt([mailing()], seen)).toEqual([]);
    expect(changesAt([mailing({ primary: true })], seen)).toEqual([
      ['primaryAddresses MAILING', { value: id }],
    ]);
  }
});

it('a removal takes the address and its place', () => {
  expect(changesAt([removal('b')], storedWith(two))).toEqual([
    ['addresses b', { remove: true }],
    ['addressOrder b', { remove: true }],
  ]);
});

it.each([
  [{}, Symbol('stored version').description],
  [{ version: null }, 'number'],
  [{ addressOrder: null }, 'number'],
])('a new address of a customer with %j has its place by the %s', (attributes, kind) => {
  const seen = storedWith({ ...two, ...attributes });
  const [, [, { ifAbsent } = {}] = []] = changesAt([physical({ zipCode: '2' })], seen) as never as [
    string,
    { ifAbsent?: unknown },
  ][];
  expect(typeof ifAbsent === 'symbol' ? ifAbsent.description : typeof ifAbsent).toBe(kind);
});
