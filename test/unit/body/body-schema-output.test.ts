import { describe, expect, it } from 'vitest';
import { changedProperties, isEmptyUpdate } from '../../../lambda/customer/customer-update.ts';
import { mailing } from '../../support/bodies.ts';
import { brokenBy, updateOf } from '../../support/violations.ts';

describe('null', () => {
  it.each([
    ...['middleName', 'prefix', 'suffix', 'sex', 'gender', 'securityQuestion', 'securityAnswer'],
    ...['pronoun', 'dateOfBirth', 'citizenshipCountryCode'],
  ])('clears %s', (property) => {
    expect(updateOf({ [property]: null }).strings).toEqual({ [property]: null });
  });

  it.each([
    ['primaryPhoneNumber', 'provider'],
    ['primaryPhoneNumber', 'extension'],
    ['placeOfBirth', 'city'],
    ['placeOfBirth', 'countryCode'],
    ['metadata', 'key'],
  ])('clears %s.%s', (property, member) => {
    const body = { [property]: { [member]: null } };
    expect(updateOf(body).maps).toEqual(body);
  });

  it.each(['placeOfBirth', 'metadata'])('clears the whole %s', (property) => {
    expect(updateOf({ [property]: null }).maps).toEqual({ [property]: null });
  });

  it('for socialId clears socialIdCountryCode too, named or not', () => {
    const cleared = { socialId: null, socialIdCountryCode: null };
    expect(updateOf({ socialId: null }).strings).toEqual(cleared);
    expect(updateOf(cleared).strings).toEqual(cleared);
  });

  it.each([
    ...['type', 'firstName', 'lastName', 'primaryPhoneNumber', 'primaryPhonenumber'],
    ...['primaryEmail', 'addresses'],
  ])('is refused for %s', (property) => {
    expect(brokenBy({ [property]: null })).toEqual([`${property} NOT_CLEARABLE`]);
  });

  it.each([
    ['primaryPhoneNumber', 'number'],
    ['primaryPhoneNumber', 'type'],
    ['primaryPhoneNumber', 'verified'],
    ['primaryEmail', 'value'],
    ['primaryEmail', 'verified'],
  ])('is refused for %s.%s', (property, member) => {
    expect(brokenBy({ [property]: { [member]: null } })).toEqual([
      `${property}.${member} NOT_CLEARABLE`,
    ]);
  });
});

describe('socialId', () => {
  it.each([
    [{ socialId: '12345', socialIdCountryCode: 'USA' }],
    [{ socialId: '1'.repeat(50), socialIdCountryCode: 'USA' }],
    [{ socialIdCountryCode: 'USA' }],
  ])('may be %j', (body) => {
    expect(updateOf(body).strings).toEqual(body);
  });

  it.each([
    [{ socialId: '6789', socialIdCountryCode: 'USA' }, 'socialId INVALID_LENGTH'],
    [{ socialId: ' 6789 ', socialIdCountryCode: 'USA' }, 'socialId INVALID_LENGTH'],
    [{ socialId: 'x'.repeat(51), socialIdCountryCode: 'USA' }, 'socialId INVALID_LENGTH'],
    [{ socialId: '12345' }, 'socialIdCountryCode REQUIRED'],
    [{ socialIdCountryCode: null }, 'socialIdCountryCode NOT_CLEARABLE'],
    [{ socialId: '12345', socialIdCountryCode: null }, 'socialIdCountryCode NOT_CLEARABLE'],
    [{ socialId: null, socialIdCountryCode: 'USA' }, 'socialIdCountryCode INVALID_VALUE'],
    [{ socialId: '12345', socialIdCountryCode: 'ZZZ' }, 'socialIdCountryCode INVALID_VALUE'],
  ])('may not be %j', (body, violation) => {
    expect(brokenBy(body)).toEqual([violation]);
  });
});

describe('the two spellings of the phone number', () => {
  it('mean the same', () => {
    const phone = { number: '4151234', verified: true };
    const { maps } = updateOf({ primaryPhonenumber: phone });
    expect(maps).toEqual({ primaryPhoneNumber: { number: '+14151234', verified: true } });
    expect(updateOf({ primaryPhoneNumber: phone }).maps).toEqual(maps);
  });

  it('are refused together', () => {
    expect(brokenBy({ primaryPhoneNumber: {}, primaryPhonenumber: {} })).toEqual([
      'primaryPhonenumber INVALID_VALUE',
    ]);
  });
});

describe('what an update names to change', () => {
  it.each([
    [{}],
    [{ type: 'INDIVIDUAL' }],
    [{ addresses: [] }],
    [{ metadata: {} }],
    [{ primaryPhoneNumber: {} }],
    [{ primaryPhonenumber: {} }],
    [{ primaryEmail: {}, placeOfBirth: {} }],
  ])('is nothing for %j', (body) => {
    expect(isEmptyUpdate(updateOf(body))).toBe(true);
    expect(changedProperties(updateOf(body))).toEqual([]);
  });

  it.each([
    [{ firstName: 'Sarah' }, ['firstName']],
    [{ prefix: null }, ['prefix']],
    [{ primaryPhonenumber: { extension: '31' } }, ['primaryPhoneNumber.extension']],
    [{ placeOfBirth: null }, ['placeOfBirth']],
    [{ placeOfBirth: { city: null } }, ['placeOfBirth.city']],
    [{ metadata: { secretKey: 'v' } }, ['metadata']],
    [{ metadata: null }, ['metadata']],
    [{ addresses: [mailing()] }, ['addresses']],
    [{ addresses: [{ id: 'abc', remove: true }] }, ['addresses']],
    [{ socialId: null }, ['socialId', 'socialIdCountryCode']],
  ])('for %j are the names %j', (body, names) => {
    expect(isEmptyUpdate(updateOf(body))).toBe(false);
    expect(changedProperties(updateOf(body))).toEqual(names);
  });
});
