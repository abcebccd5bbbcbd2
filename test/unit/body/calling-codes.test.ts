import { isPossiblePhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { phoneNumber } from '../../../lambda/body/fields.ts';
import { NUMBER_RANGES } from '../../../lambda/body/tables/calling-codes.ts';
import { outcomeOf } from '../../support/violations.ts';

const CODES = Object.keys(NUMBER_RANGES);
const isAccepted = (number: string) => typeof outcomeOf(phoneNumber, number) === 'string';
/** A number of sixes, which begin no national prefix and no island's part of a shared code. */
const numberOf = (code: string, length: number) => code + '6'.repeat(length - code.length);

describe('the table of country codes', () => {
  it('has the country codes that libphonenumber-js has', () => {
    const candidates = Array.from({ length: 999 }, (_, index) => String(index + 1));
    const known = candidates.filter((code) => {
      const number = parsePhoneNumberFromString(`+${code}2015550123`);
      return number?.countryCallingCode === code;
    });
    expect(CODES.toSorted()).toEqual(known.toSorted());
  });

  it('has no country code that begins with another', () => {
    const begins = CODES.filter((code) => CODES.some((a) => a !== code && code.startsWith(a)));
    expect(begins).toEqual([]);
  });

  it('gives numbers the lengths that libphonenumber-js gives them', () => {
    const numbers = CODES.filter((code) => code !== '1').flatMap((code) =>
      [11, 12, 13, 14, 15].map((length) => numberOf(code, length)),
    );
    const possible = numbers.filter((number) => isPossiblePhoneNumber(`+${number}`));
    expect(numbers.filter(isAccepted)).toEqual(possible);
  });
});

describe('a number without +', () => {
  // libphonenumber-js would strip the 0 and call the rest possible; with it the number is useless.
  it('has no national prefix after its country code', () => {
    expect(outcomeOf(phoneNumber, '4402071838750')).toEqual(['INVALID_PHONE_NUMBER']);
  });
});
