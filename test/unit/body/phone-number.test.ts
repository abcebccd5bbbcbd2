import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneNumber } from '../../../lambda/body/fields.ts';
import { outcomeOf } from '../../support/violations.ts';

describe('a phone number', () => {
  it.each([
    ['+14151234', '+14151234', 'country code with + and number'],
    ['14151234', '+14151234', 'country code and number'],
    ['4151234', '+14151234', 'number alone'],
    ['(415) 555-0123', '+14155550123', 'area code in parentheses'],
    ['442071838750', '+442071838750', 'another country’s code without +'],
    ['+15556589', '+15556589', 'the sample’s number'],
    ['415.555.0123', '+14155550123', 'dots'],
    ['415/555-0123', '+14155550123', 'a slash'],
    ['  415 555 0123 ', '+14155550123', 'blanks around'],
    ['1 (415) 555-0123', '+14155550123', '11 digits that begin with 1'],
    ['+1 415 555 0123', '+14155550123', 'blanks after the country code'],
    ['(+1) 415 555-0123', '+14155550123', 'the country code in parentheses'],
    ['+44 (0)20 7183 8750', '+442071838750', 'a national zero in parentheses'],
    ['+44(0)2071838750', '+442071838750', 'a national zero without blanks'],
    ['+44 ( 0 ) 20 7183 8750', '+442071838750', 'a national zero with blanks inside'],
    ['+353 (0)1 234 5678', '+35312345678', 'a national zero after a code of three digits'],
    ['(+49) (0) 30 123456', '+4930123456', 'a national zero after a code in parentheses'],
    ['+39 06 698 12345', '+390669812345', 'a zero that belongs to the number'],
    ['415123', '+1415123', '7 digits in all'],
    ['+123456789012345', '+123456789012345', '15 digits in all'],
    ['2071838750', '+12071838750', '10 digits are of country code 1 whatever they look like'],
    ['4420718387', '+14420718387', '10 digits are of country code 1 even if they begin like 44'],
    [
      '112345678901234',
      '+112345678901234',
      'digits that begin with 1 need not be a possible number',
    ],
    ['+80012345678', '+80012345678', 'a country code of no country'],
    ['+999123', undefined, 'a country code that does not exist'],
    ['+0123456789', undefined, 'a country code that begins with 0'],
    ['04151234567', undefined, 'a leading 0'],
    ['0044 20 7183 8750', undefined, 'an international prefix'],
    ['(0)4151234567', undefined, 'a leading 0 in parentheses'],
    ['99999999999', undefined, '11 digits of no country'],
    ['44207183875012', undefined, '14 digits that are not a possible number'],
    ['41512', undefined, '6 digits in all'],
    ['+141512', undefined, '6 digits in all with +'],
    ['+1415123456789012', undefined, '16 digits'],
    ['1415123456789012', undefined, '16 digits without +'],
    ['415-555-0123 x5', undefined, 'an extension'],
    ['415-555-0123;ext=5', undefined, 'an extension in a URI'],
    ['+1415555#0123', undefined, 'a hash'],
    ['tel:+14155550123', undefined, 'a scheme'],
    ['1-800-FLOWERS', undefined, 'letters'],
    ['++14155550123', undefined, 'two plus signs'],
    ['1+4155550123', undefined, 'a plus sign inside'],
    ['4155550123+', undefined, 'a plus sign at the end'],
    ['+', undefined, 'a plus sign alone'],
    ['()', undefined, 'ignored characters alone'],
    ['', undefined, 'an empty string'],
    ['４１５５５５０１２３', undefined, 'full-width digits'],
    ['٤١٥٥٥٥٠١٢٣', undefined, 'Arabic-Indic digits'],
    ['＋14155550123', undefined, 'a full-width plus sign'],
  ])('%j → %s (%s)', (input, expected, _reason) => {
    expect(outcomeOf(phoneNumber, input)).toEqual(expected ?? ['INVALID_PHONE_NUMBER']);
  });

  it.each([
    ['+44 07700 900000', '+447700900000'],
    ['+44 (0)7700 900000', '+447700900000'],
    ['+33 06 12 34 56 78', '+33612345678'],
    ['+49 (0)30 123456', '+4930123456'],
    ['+7 8 912 345-67-89', '+79123456789'],
    ['+7 (8) 701 234 56 78', '+77012345678'],
    ['+36 06 20 123 4567', '+36201234567'],
    ['+36 06 1 234 5678', '+3612345678'],
    ['+36 (0)62 123 456', '+3662123456'],
    ['+1 1 415 555 0123', '+14155550123'],
    ['+1 (1) 242 345 6789', '+12423456789'],
    ['+1 (0)415 555 0123', '+14155550123'],
    ['+370 8 612 34567', '+37061234567'],
    ['+370 0 612 34567', '+37061234567'],
    ['+375 8 029 123-45-67', '+375291234567'],
    ['+375 8 017 123-45-67', '+375171234567'],
    ['+993 8 66 123456', '+99366123456'],
    ['+692 1 247 1234', '+6922471234'],
    ['+54 011 15-2345-6789', '+5491123456789'],
    ['+54 0341 15-512-3456', '+5493415123456'],
    ['+54 02901 15-41-2345', '+5492901412345'],
    ['+54 11 15-2345-6789', '+5491123456789'],
    ['+54 0 9 11 2345-6789', '+5491123456789'],
    ['+54 011 4123-4567', '+541141234567'],
    ['+55 0 11 96123-4567', '+5511961234567'],
    ['+55 0 15 11 96123-4567', '+5511961234567'],
    ['+55 (0)15 96123-4567', '+5515961234567'],
    ['+52 01 55 1234 5678', '+525512345678'],
    ['+52 1 55 1234 5678', '+525512345678'],
    ['+52 044 55 1234 5678', '+525512345678'],
    ['+57 03 601 2345678', '+576012345678'],
    ['+81 090-1234-5678', '+819012345678'],
    ['+82 02-312-3456', '+8223123456'],
    ['+48 (0)22 123 45 67', '+48221234567'],
  ])('%j → %s, without the national prefix', (input, expected) => {
    expect(outcomeOf(phoneNumber, input)).toBe(expected);
  });

  it.each([
    ['+39 06 6982', '+39066982'],
    ['+39 (06) 6982', '+39066982'],
    ['+39 (0)6 6982', '+39066982'],
    ['+378 0549 886377', '+3780549886377'],
    ['+7 800 555-35-35', '+78005553535'],
    ['+7 8 800 555-35-35', '+78005553535'],
    ['+225 01 23 45 67 89', '+2250123456789'],
    ['+229 01 23 45 67 89', '+2290123456789'],
    ['+81 0078 1234 5678', '+81007812345678'],
    ['+375 820 0491 0060', '+37582004910060'],
    ['+52 55 1234 5678', '+525512345678'],
    ['+54 9 11 1512 3456', '+5491115123456'],
    ['+1 1 4151234', '+114151234'],
    ['+1 1 055 555 0123', '+110555550123'],
    ['+44 0000 000000', '+440000000000'],
    ['+44 0123', undefined],
    ['+44 00 7700 900000', '+44007700900000'],
  ])('%j → %s: what may be part of the number stays', (input, expected) => {
    expect(outcomeOf(phoneNumber, input)).toEqual(expected ?? ['INVALID_PHONE_NUMBER']);
  });

  it.each([
    '4407700900000',
    '8103012345678',
    '810312345678',
    '4900301234567',
    '78123456789012',
    '11415 555 0123',
    '04155550123',
  ])('%j has no + and a national prefix', (input) => {
    expect(outcomeOf(phoneNumber, input)).toEqual(['INVALID_PHONE_NUMBER']);
  });

  it('has country code 1 without +, whatever up to 10 digits look like', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{5,9}$/), (digits) => {
        const written = digits.startsWith('1') ? digits : `1${digits}`;
        fc.pre(written.length >= 7);
        expect(outcomeOf(phoneNumber, digits)).toBe(`+${written}`);
      }),
      { numRuns: 2_000, examples: [['4607012345'], ['4402071838'], ['8103123456'], ['113101234']] },
    );
  });

  it.each([
    ['no-break spaces', '415\u00a0555\u00a00123'],
    ['other blanks', '+1\u2002415\u2009555\u202f01\u300023\u205f\u1680'],
    ['non-breaking hyphens', '+1 415\u2011555\u20110123'],
    ['other dashes', '+1\u2010415\u2013555\u201401\u201523\uff0d\ufe58\u301c'],
    ['a pasted direction', '\u202d+1 415 555 0123\u202c'],
    ['direction marks and isolates', '\u200e\u2066+1\u2069 415\u200f 555\u061c 0123'],
    ['invisible characters', '\ufeff+\u200b1\u2060415\u00ad555\u200d01\u200c23'],
  ])('is read without %s', (_, input) => {
    expect(outcomeOf(phoneNumber, input)).toBe('+14155550123');
  });

  it.each([
    ['a minus sign', '415\u2212555\u22120123'],
    ['a full-width parenthesis', '\uff08415\uff095550123'],
    ['a middle dot', '415\u00b7555\u00b70123'],
    ['a line separator', '415\u20285550123'],
    ['a Hangul filler', '415\u31645550123'],
    ['a variation selector', '415\ufe0f5550123'],
    ['Devanagari digits', '\u096a\u0967\u096b\u096b\u096b\u096b\u0966\u0967\u0968\u0969'],
    ['a superscript digit', '415555012\u00b3'],
    ['a mathematical digit', '415555012\u{1d7db}'],
  ])('must not have %s', (_, input) => {
    expect(outcomeOf(phoneNumber, input)).toEqual(['INVALID_PHONE_NUMBER']);
  });

  it('is read the same again as it is stored', () => {
    expect(outcomeOf(phoneNumber, outcomeOf(phoneNumber, '4151234'))).toBe('+14151234');
  });
});
