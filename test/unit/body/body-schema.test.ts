import { describe, expect, it } from 'vitest';
import { brokenBy, updateOf } from '../../support/violations.ts';

const NAMES = ['firstName', 'middleName', 'lastName', 'prefix', 'suffix'];
const FREE_TEXTS = ['gender', 'securityQuestion', 'securityAnswer', 'pronoun'];

describe('a string property', () => {
  it.each(NAMES)('%s has 1 to 40 characters', (property) => {
    expect(updateOf({ [property]: 'x'.repeat(40) }).strings[property]).toBe('x'.repeat(40));
    for (const value of ['', ' ', 'x'.repeat(41)]) {
      expect(brokenBy({ [property]: value })).toEqual([`${property} INVALID_LENGTH`]);
    }
  });

  it.each(FREE_TEXTS)('%s has at most 255 characters and may be empty', (property) => {
    for (const value of ['', 'x'.repeat(255)]) {
      expect(updateOf({ [property]: value }).strings[property]).toBe(value);
    }
    expect(brokenBy({ [property]: 'x'.repeat(256) })).toEqual([`${property} INVALID_LENGTH`]);
  });

  it.each([
    ['securityAnswer', ' Barbara\nGowdy ', ' Barbara\nGowdy '],
    ['securityQuestion', ' Who? ', 'Who?'],
    ['gender', ' x ', 'x'],
    ['sex', 'FEMALE', 'FEMALE'],
  ])('%s %j is taken as %j', (property, value, expected) => {
    expect(updateOf({ [property]: value }).strings[property]).toBe(expected);
  });

  it.each([
    [{ sex: 'OTHER' }, 'sex INVALID_VALUE'],
    [{ sex: 'male' }, 'sex INVALID_VALUE'],
    [{ sex: '' }, 'sex INVALID_VALUE'],
    [{ type: 'BUSINESS' }, 'type INVALID_VALUE'],
    [{ type: '' }, 'type INVALID_VALUE'],
    [{ gender: 'a\u0000' }, 'gender INVALID_FORMAT'],
    [{ securityAnswer: '\u0000' }, 'securityAnswer INVALID_FORMAT'],
    [{ firstName: {} }, 'firstName INVALID_TYPE'],
    [{ citizenshipCountryCode: 'ZZZ' }, 'citizenshipCountryCode INVALID_VALUE'],
    [{ dateOfBirth: '2026-11-23' }, 'dateOfBirth INVALID_VALUE'],
    [{ placeOfBirth: { city: 'x'.repeat(61) } }, 'placeOfBirth.city INVALID_LENGTH'],
    [{ placeOfBirth: { countryCode: 'ZZZ' } }, 'placeOfBirth.countryCode INVALID_VALUE'],
    [{ placeOfBirth: 'Houston' }, 'placeOfBirth INVALID_TYPE'],
    [{ placeOfBirth: [] }, 'placeOfBirth INVALID_TYPE'],
    [{ primaryEmail: 'a@b.co' }, 'primaryEmail INVALID_TYPE'],
    [{ primaryEmail: { value: 'x' } }, 'primaryEmail.value INVALID_FORMAT'],
    [{ primaryEmail: { verified: 'true' } }, 'primaryEmail.verified INVALID_TYPE'],
    [{ primaryPhoneNumber: [] }, 'primaryPhoneNumber INVALID_TYPE'],
    [{ primaryPhoneNumber: { number: 'x' } }, 'primaryPhoneNumber.number INVALID_PHONE_NUMBER'],
    [{ primaryPhoneNumber: { number: 415 } }, 'primaryPhoneNumber.number INVALID_TYPE'],
    [{ primaryPhoneNumber: { type: 'FAX' } }, 'primaryPhoneNumber.type INVALID_VALUE'],
    [{ primaryPhoneNumber: { provider: '' } }, 'primaryPhoneNumber.provider INVALID_LENGTH'],
    [{ primaryPhoneNumber: { extension: ' ' } }, 'primaryPhoneNumber.extension INVALID_LENGTH'],
    [
      { primaryPhoneNumber: { extension: '12345678901' } },
      'primaryPhoneNumber.extension INVALID_LENGTH',
    ],
    [{ primaryPhoneNumber: { extension: 31 } }, 'primaryPhoneNumber.extension INVALID_TYPE'],
    [{ primaryPhoneNumber: { verified: 0 } }, 'primaryPhoneNumber.verified INVALID_TYPE'],
  ])('%j is refused: %s', (body, violation) => {
    expect(brokenBy(body)).toEqual([violation]);
  });

  it('placeOfBirth.city may be empty and has at most 60 characters', () => {
    for (const city of ['', 'x'.repeat(60)]) {
      expect(updateOf({ placeOfBirth: { city } }).maps.placeOfBirth).toEqual({ city });
    }
  });
});
