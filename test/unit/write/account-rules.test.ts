import { describe, expect, it } from 'vitest';
import { addressId } from '../../../lambda/customer/address.ts';
import type { StoredAddress, StoredCustomer } from '../../../lambda/customer/stored-customer.ts';
import { brokenAccountRules } from '../../../lambda/write/account-rules.ts';
import { mailing, mailings, members, physical, shipping } from '../../support/bodies.ts';
import { brief, updateOf } from '../../support/violations.ts';

const idOf = (address: unknown) => {
  const [added] = updateOf({ addresses: [address] }).added;
  return addressId('x', added?.contentHash ?? '');
};

/** An individual with these addresses, as the API would have stored them. */
function storedWith(
  addresses: unknown[],
  attributes: Partial<StoredCustomer> = {},
): StoredCustomer {
  const entries = addresses.map((address, position): [string, StoredAddress] => {
    const { content } = updateOf({ addresses: [address] }).added[0] ?? {};
    return [idOf(address), { ...(content as StoredAddress), position }];
  });
  return { id: 'x', type: 'INDIVIDUAL', addresses: Object.fromEntries(entries), ...attributes };
}

const broken = (body: unknown, seen: StoredCustomer) =>
  brief(brokenAccountRules(updateOf(body), seen));

describe('the first address of a type', () => {
  it('must be marked primary, one violation for each type, at its first address', () => {
    const addresses = [
      shipping(),
      mailing(),
      mailing({ zipCode: '2' }),
      physical({ primary: true }),
    ];
    expect(broken({ addresses }, storedWith([]))).toEqual([
      'addresses[0].primary PRIMARY_ADDRESS_REQUIRED',
      'addresses[1].primary PRIMARY_ADDRESS_REQUIRED',
    ]);
  });

  it('may be unmarked beside a marked one of its type', () => {
    const addresses = [mailing(), mailing({ zipCode: '2', primary: true })];
    expect(broken({ addresses }, storedWith([]))).toEqual([]);
  });

  it('may be unmarked where the customer has one of its type', () => {
    expect(broken({ addresses: [mailing({ zipCode: '2' })] }, storedWith([mailing()]))).toEqual([]);
  });

  it('must be marked where the pointer to the primary hangs', () => {
    const seen = storedWith([], { primaryAddresses: { MAILING: 'gone' } });
    expect(broken({ addresses: [mailing()] }, seen)).toEqual([
      'addresses[0].primary PRIMARY_ADDRESS_REQUIRED',
    ]);
  });

  it('may be unmarked where the last one of its type is removed beside it', () => {
    const addresses = [{ id: idOf(mailing()), remove: true }, mailing({ zipCode: '2' })];
    expect(broken({ addresses }, storedWith([mailing()]))).toEqual([]);
  });
});

describe('an id to remove', () => {
  it('must be one that the customer has', () => {
    const addresses = [
      { id: 'unknown', remove: true },
      { id: idOf(mailing()), remove: true },
      { id: 'other', remove: true },
    ];
    expect(broken({ addresses }, storedWith([mailing()]))).toEqual([
      'addresses[0].id ADDRESS_NOT_FOUND',
      'addresses[2].id ADDRESS_NOT_FOUND',
    ]);
  });
});

it.each(['__proto__', 'constructor', 'toString'])(
  'an id to remove that every object has, %s, is none of the customer’s',
  (id) => {
    const addresses = [mailing({ zipCode: '2' }), { id, remove: true }];
    expect(broken({ addresses }, storedWith(mailings(50)))).toEqual([
      'addresses ADDRESS_LIMIT_EXCEEDED',
      'addresses[1].id ADDRESS_NOT_FOUND',
    ]);
  },
);

describe('the limit of 50 addresses', () => {
  const LIMIT = ['addresses ADDRESS_LIMIT_EXCEEDED'];
  const [first, ...others] = mailings(51);
  const one = { id: idOf(first), remove: true };

  it.each([
    ['49 and a new one', 49, [mailing()], []],
    ['50 and a new one', 50, [mailing()], LIMIT],
    ['31 and 20 new ones', 31, mailings(20, { zipCode: '2' }), LIMIT],
    ['50 and one that is stored', 50, [first], []],
    ['50, a new one and a removal', 50, [mailing(), one], []],
    ['50, two new ones and a removal', 50, [mailing(), physical({ primary: true }), one], LIMIT],
    ['51 and a removal', 51, [one], []],
    ['51 and one that is stored', 51, [first], []],
  ])('is reported for %s', (_, count, addresses, expected) => {
    expect(broken({ addresses }, storedWith([first, ...others].slice(0, count)))).toEqual(expected);
  });

  it('is not widened by removals of what is not there', () => {
    const addresses = [mailing(), { id: 'unknown', remove: true }];
    expect(broken({ addresses }, storedWith(mailings(50)))).toEqual([
      ...LIMIT,
      'addresses[1].id ADDRESS_NOT_FOUND',
    ]);
  });
});

describe('the limit of 5 metadata pairs', () => {
  const LIMIT = ['metadata METADATA_LIMIT_EXCEEDED'];

  it.each([
    ['4 and a new one', 4, { x: 'v' }, []],
    ['5 and a new one', 5, { x: 'v' }, LIMIT],
    ['5 and one that is stored', 5, { k0: 'w' }, []],
    ['5, a new one and one cleared', 5, { x: 'v', k0: null }, []],
    ['5, a new one and one cleared that is not there', 5, { x: 'v', y: null }, LIMIT],
    [
      '5 and 5 new ones for all of them',
      5,
      { ...members(5, 'k', null), ...members(5, 'x', 'v') },
      [],
    ],
    ['5 and a key that every object has', 5, { constructor: 'v' }, LIMIT],
    ['6 and one cleared', 6, { k0: null }, []],
    ['6 and all cleared', 6, null, []],
  ])('is reported for %s', (_, count, metadata, expected) => {
    const seen = storedWith([], { metadata: members(count, 'k', 'v') });
    expect(broken({ metadata }, seen)).toEqual(expected);
  });
});

it.each(['BUSINESS', '', undefined])('a customer of type %j is not an INDIVIDUAL', (type) => {
  const { type: _, ...seen } = storedWith([]);
  expect(broken({}, type === undefined ? seen : { ...seen, type })).toEqual([
    'type CUSTOMER_TYPE_MISMATCH',
  ]);
});

it('all broken rules are reported at once, in document order', () => {
  const seen = storedWith(mailings(50), { type: 'BUSINESS', metadata: members(5, 'k', 'v') });
  const addresses = [{ id: 'unknown', remove: true }, physical()];
  expect(broken({ metadata: { x: 'v' }, addresses }, seen)).toEqual([
    'addresses ADDRESS_LIMIT_EXCEEDED',
    'addresses[0].id ADDRESS_NOT_FOUND',
    'addresses[1].primary PRIMARY_ADDRESS_REQUIRED',
    'metadata METADATA_LIMIT_EXCEEDED',
    'type CUSTOMER_TYPE_MISMATCH',
  ]);
});

it('each broken rule says what it asks for', () => {
  const seen = storedWith(mailings(50), { type: 'BUSINESS', metadata: members(5, 'k', 'v') });
  const addresses = [{ id: 'unknown', remove: true }, physical()];
  const violations = brokenAccountRules(updateOf({ metadata: { x: 'v' }, addresses }), seen);
  expect(violations.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "addresses must number at most 50, including those already stored.",
      "id must identify one of the customer's addresses.",
      "primary must be true for one of the PHYSICAL addresses, because the customer has none yet.",
      "metadata must have at most 5 pairs, including those already stored.",
      "type must be INDIVIDUAL, but the stored customer has another type.",
    ]
  `);
});
