import { describe, expect, it } from 'vitest';
import { mailing, physical, shipping } from '../../support/bodies.ts';
import { brokenBy, updateOf, violationsOf } from '../../support/violations.ts';

const contentOf = (address: unknown) => updateOf({ addresses: [address] }).added[0]?.content;
const identityOf = (address: unknown) => updateOf({ addresses: [address] }).added[0]?.contentHash;

/** Violations of an address, without the part of the path that is the same for all. */
const broken = (address: unknown) =>
  brokenBy({ addresses: [address] }).map((line) => line.replace('addresses[0].', ''));

describe('an address', () => {
  it.each([
    ['type', undefined, 'REQUIRED'],
    ['type', null, 'REQUIRED'],
    ['type', 'HOME', 'INVALID_VALUE'],
    ['type', 'mailing', 'INVALID_VALUE'],
    ['type', 5, 'INVALID_TYPE'],
    ['streetLine1', undefined, 'REQUIRED'],
    ['streetLine1', null, 'REQUIRED'],
    ['streetLine1', '', 'INVALID_LENGTH'],
    ['streetLine1', ' ', 'INVALID_LENGTH'],
    ['streetLine1', 'x'.repeat(51), 'INVALID_LENGTH'],
    ['streetLine1', 'a\nb', 'INVALID_FORMAT'],
    ['streetLine1', 5, 'INVALID_TYPE'],
    ['streetLine2', '', 'INVALID_LENGTH'],
    ['streetLine2', 'x'.repeat(51), 'INVALID_LENGTH'],
    ['streetLine3', 'x'.repeat(51), 'INVALID_LENGTH'],
    ['streetLine4', 'x'.repeat(51), 'INVALID_LENGTH'],
    ['streetLine5', 'x'.repeat(51), 'INVALID_LENGTH'],
    ['cityName', '', 'INVALID_LENGTH'],
    ['cityName', 'x'.repeat(26), 'INVALID_LENGTH'],
    ['stateCode', 'ny', 'INVALID_FORMAT'],
    ['stateCode', 'ZZ', 'INVALID_VALUE'],
    ['stateCode', 'ON', 'INVALID_VALUE'],
    ['stateCode', undefined, 'REQUIRED'],
    ['stateCode', null, 'REQUIRED'],
    ['countryCode', 'ZZZ', 'INVALID_VALUE'],
    ['countryCode', 'usa', 'INVALID_VALUE'],
    ['countryCode', 'US', 'INVALID_LENGTH'],
    ['zipCode', undefined, 'REQUIRED'],
    ['zipCode', 10001, 'INVALID_TYPE'],
    ['zipCode', '', 'INVALID_LENGTH'],
    ['zipCode', 'x'.repeat(11), 'INVALID_LENGTH'],
    ['primary', 'true', 'INVALID_TYPE'],
    ['primary', 1, 'INVALID_TYPE'],
    ['zip', '10001', 'UNKNOWN_PROPERTY'],
    ['createdAt', '', 'UNKNOWN_PROPERTY'],
    ['id', 'x', 'READ_ONLY_PROPERTY'],
  ])('with %s %j is refused: %s', (member, value, code) => {
    expect(broken(mailing({ [member]: value }))).toEqual([`${member} ${code}`]);
  });

  it.each(['streetLine2', 'streetLine3', 'streetLine4', 'streetLine5', 'cityName', 'primary'])(
    'may have null for %s, which counts as absent',
    (member) => {
      const absent = mailing({ [member]: undefined });
      expect(contentOf(mailing({ [member]: null }))).toEqual(contentOf(absent));
      expect(identityOf(mailing({ [member]: null }))).toBe(identityOf(absent));
    },
  );

  it('may be the longest in every member', () => {
    const lines = [1, 2, 3, 4, 5].map((n) => [`streetLine${n}`, '😀'.repeat(50)]);
    const address = mailing({
      ...Object.fromEntries(lines),
      cityName: 'x'.repeat(25),
      zipCode: 'x'.repeat(10),
    });
    expect(contentOf(address)).toEqual(address);
  });

  it.each([
    [{ countryCode: 'USA', stateCode: 'AE' }],
    [{ countryCode: 'CAN', stateCode: 'ON' }],
    [{ countryCode: 'DEU', stateCode: undefined }],
    [{ countryCode: 'DEU', stateCode: 'BE' }],
    [{ countryCode: undefined, stateCode: undefined }],
    [{ countryCode: null, stateCode: null }],
    [{ countryCode: undefined, stateCode: 'ZZZ' }],
  ])('may be of country and state %j', (members) => {
    expect(broken(mailing(members))).toEqual([]);
  });

  it.each([
    [{ countryCode: 'CAN', stateCode: 'AE' }, 'stateCode INVALID_VALUE'],
    [{ countryCode: 'CAN', stateCode: undefined }, 'stateCode REQUIRED'],
    [{ countryCode: 'DEU', stateCode: 'NY' }, 'stateCode INVALID_VALUE'],
    [{ countryCode: ' USA ', stateCode: ' ON ' }, 'stateCode INVALID_VALUE'],
  ])('may not be of country and state %j', (members, violation) => {
    expect(broken(mailing(members))).toEqual([violation]);
  });

  it.each(['PRI', 'JPN', 'AUT', 'GIB'])('may not have a state in %s, which has none', (country) => {
    const address = mailing({ countryCode: country, stateCode: 'PR' });
    expect(violationsOf({ addresses: [address] })).toEqual([
      {
        path: 'addresses[0].stateCode',
        pointer: '#/addresses/0/stateCode',
        errorCode: 'INVALID_VALUE',
        message:
          'stateCode must be left out: the country has no ISO 3166-2 subdivision code of two or three letters.',
      },
    ]);
  });

  it('is judged whole: rules across members beside those of single ones', () => {
    expect(broken(mailing({ stateCode: 'ON', zipCode: '', foo: 1 }))).toEqual([
      'stateCode INVALID_VALUE',
      'zipCode INVALID_LENGTH',
      'foo UNKNOWN_PROPERTY',
    ]);
  });

  it.each([[null], ['400 Richmond St'], [5], [[]], [true]])('is no %j', (value) => {
    expect(brokenBy({ addresses: [value] })).toEqual(['addresses[0] INVALID_TYPE']);
  });
});

describe('the name of a shipping address', () => {
  it.each([
    ['is missing', undefined, ['name REQUIRED']],
    ['is null', null, ['name REQUIRED']],
    ['is a string', 'Sarah Green', ['name INVALID_TYPE']],
    ['is an array', [], ['name INVALID_TYPE']],
    ['is empty', {}, ['name.firstName REQUIRED', 'name.lastName REQUIRED']],
    ['has a null first name', { firstName: null, lastName: 'G' }, ['name.firstName REQUIRED']],
    ['has a blank last name', { firstName: 'S', lastName: ' ' }, ['name.lastName INVALID_LENGTH']],
    [
      'has a long middle name',
      { firstName: 'S', middleName: 'x'.repeat(41), lastName: 'G' },
      ['name.middleName INVALID_LENGTH'],
    ],
    [
      'has an unknown member',
      { firstName: 'S', lastName: 'G', prefix: 'Ms' },
      ['name.prefix UNKNOWN_PROPERTY'],
    ],
  ])('is refused where it %s', (_, name, violations) => {
    expect(broken(shipping({ name }))).toEqual(violations);
  });

  it('may have null for the middle name, which counts as absent', () => {
    const name = { firstName: 'Sarah', lastName: 'Green' };
    expect(contentOf(shipping({ name: { ...name, middleName: null } }))?.name).toEqual(name);
  });

  it.each([
    ['MAILING', { firstName: 5, foo: {} }],
    ['PHYSICAL', 'nobody'],
    ['MAILING', null],
    ['PHYSICAL', { firstName: 'a\u0000\ud83d' }],
  ])('is ignored for %s: not checked, not kept', (type, name) => {
    expect(contentOf(mailing({ type, name }))).toEqual(mailing({ type }));
    expect(identityOf(mailing({ type, name }))).toBe(identityOf(mailing({ type })));
  });
});

describe('a post-office box', () => {
  it.each(['streetLine1', 'streetLine2', 'streetLine3', 'streetLine4', 'streetLine5'])(
    'is refused in %s of a physical address',
    (line) => {
      expect(broken(physical({ [line]: 'P.O. Box 12' }))).toEqual([`${line} PO_BOX_NOT_ALLOWED`]);
    },
  );

  it('may be a mailing or shipping address', () => {
    expect(broken(mailing({ streetLine1: 'PO Box 12' }))).toEqual([]);
    expect(broken(shipping({ streetLine1: 'PO Box 12' }))).toEqual([]);
  });

  it('is looked for in the trimmed line of a trimmed type', () => {
    const address = physical({ type: ' PHYSICAL ', streetLine1: '  PO Box ' });
    expect(broken(address)).toEqual(['streetLine1 PO_BOX_NOT_ALLOWED']);
  });
});
