import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredCustomer } from '../../../lambda/customer/stored-customer.ts';
import { toCustomer } from '../../../lambda/customer/to-customer.ts';
import { changedProperties } from '../../../lambda/events/changed-properties.ts';
import { arbitraryItem } from './arbitrary-items.ts';
import { explains } from './explains.ts';

const ID = '0f5f0c2e-5b1c-4f3a-9d0e-1c2b3a495867';
const changed = (before: Partial<StoredCustomer>, after: Partial<StoredCustomer>) =>
  changedProperties(toCustomer({ id: ID, ...before }), toCustomer({ id: ID, ...after }));
const mailing = { type: 'MAILING', streetLine1: 'a', zipCode: '1', position: 0 } as const;

describe('changed properties', () => {
  it.each<[string, Partial<StoredCustomer>, Partial<StoredCustomer>, string[]]>([
    ['a string set', {}, { firstName: 'A' }, ['firstName']],
    ['a string cleared', { suffix: 'Jr' }, {}, ['suffix']],
    ['an empty string for none', { suffix: '' }, {}, []],
    [
      'a member of an object',
      { primaryPhoneNumber: { number: '+14151234', extension: '30' } },
      { primaryPhoneNumber: { number: '+14151234', extension: '31' } },
      ['primaryPhoneNumber.extension'],
    ],
    [
      'a mark that fell',
      { primaryEmail: { value: 'a@example.com', verified: true } },
      { primaryEmail: { value: 'b@example.com', verified: false } },
      ['primaryEmail.value', 'primaryEmail.verified'],
    ],
    ['an unset mark for false', { primaryEmail: { verified: false } }, {}, []],
    [
      'a whole place of birth cleared',
      { placeOfBirth: { city: 'x', countryCode: 'USA' } },
      {},
      ['placeOfBirth.city', 'placeOfBirth.countryCode'],
    ],
    ['a metadata key', { metadata: { a: '1' } }, { metadata: { b: '1' } }, ['metadata']],
    ['a metadata value', { metadata: { a: '1' } }, { metadata: { a: '2' } }, ['metadata']],
    [
      'metadata in another order',
      { metadata: { a: '1', b: '2' } },
      { metadata: { b: '2', a: '1' } },
      [],
    ],
    ['an address added', {}, { addresses: { x: mailing } }, ['addresses']],
    [
      'another primary address',
      { addresses: { x: mailing, y: mailing }, primaryAddresses: { MAILING: 'x' } },
      { addresses: { x: mailing, y: mailing }, primaryAddresses: { MAILING: 'y' } },
      ['addresses'],
    ],
    ['a socialId', { socialId: '123456789' }, { socialId: '123456780' }, ['socialId']],
    [
      'a socialId whose shown characters are the same',
      { socialId: '123-45-6789' },
      { socialId: '999-99-6789' },
      [],
    ],
    [
      'who and when alone',
      { updatedAt: '2026-11-22T00:42:50.311Z', updatedBy: { id: 'a', type: 'service-account' } },
      { updatedAt: '2026-11-23T00:42:50.311Z', updatedBy: { id: 'b', type: 'service-account' } },
      [],
    ],
    [
      'what only something else changes',
      { status: 'ACTIVE', type: 'BUSINESS', createdBy: { id: 'a', type: 'x' } },
      { status: 'CLOSED', type: 'INDIVIDUAL', createdBy: { id: 'b', type: 'x' } },
      ['status', 'createdBy.id', 'type'],
    ],
  ])('are those of %s', (_, before, after, expected) => {
    expect(changed(before, after)).toEqual(expected);
    expect(changed(after, before)).toEqual(expected);
  });

  it('come in the order of an answer', () => {
    const everything: Partial<StoredCustomer> = {
      citizenshipCountryCode: 'USA',
      placeOfBirth: { countryCode: 'USA', city: 'x' },
      primaryEmail: { verified: true, value: 'a@example.com' },
      primaryPhoneNumber: { verified: true, number: '+14151234' },
      lastName: 'B',
      firstName: 'A',
      metadata: { a: '1' },
      addresses: { x: mailing },
    };
    expect(changed({}, everything)).toEqual([
      'addresses',
      'metadata',
      'firstName',
      'lastName',
      'primaryPhoneNumber.number',
      'primaryPhoneNumber.verified',
      'primaryEmail.value',
      'primaryEmail.verified',
      'placeOfBirth.city',
      'placeOfBirth.countryCode',
      'citizenshipCountryCode',
    ]);
  });

  it('explain exactly the difference between the first and the last of any answers', () => {
    const items = fc.array(arbitraryItem, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(items, (some) => explains(some.map(toCustomer), changedProperties)),
      { numRuns: 500 },
    );
  });
});
