import { describe, expect, it } from 'vitest';
import { changedProperties, isEmptyUpdate } from '../../../lambda/customer/customer-update.ts';
import { mailing } from '../../support/bodies.ts';
import { updateOf } from '../../support/violations.ts';

const REMOVAL = { id: 'a', remove: true };

it('what an update changes is named without values, keys of metadata or ids', () => {
  const body = {
    metadata: { secret: 'x' },
    placeOfBirth: null,
    primaryPhoneNumber: { extension: '31', provider: null },
    firstName: 'Ann',
    addresses: [mailing(), REMOVAL],
  };
  expect(changedProperties(updateOf(body))).toEqual([
    'firstName',
    'primaryPhoneNumber.provider',
    'primaryPhoneNumber.extension',
    'placeOfBirth',
    'metadata',
    'addresses',
  ]);
});

describe('an update', () => {
  it.each([
    ['names nothing', {}, true, []],
    ['names empty objects', { metadata: {}, addresses: [], placeOfBirth: {} }, true, []],
    ['sets a string', { firstName: 'Ann' }, false, ['firstName']],
    [
      'sets a string and a member of an object',
      { firstName: 'Ann', placeOfBirth: { city: 'Rome' } },
      false,
      ['firstName', 'placeOfBirth.city'],
    ],
    ['clears an object', { metadata: null }, false, ['metadata']],
    ['adds an address', { addresses: [mailing()] }, false, ['addresses']],
    ['removes an address', { addresses: [REMOVAL] }, false, ['addresses']],
    ['adds one and removes one', { addresses: [mailing(), REMOVAL] }, false, ['addresses']],
  ])('that %s', (_, body, isEmpty, names) => {
    expect(isEmptyUpdate(updateOf(body))).toBe(isEmpty);
    expect(changedProperties(updateOf(body))).toEqual(names);
  });
});
