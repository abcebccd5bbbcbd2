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
    ['415\u00a0555\u00a00123', undefined, 'no-break spaces'],
    ['415–555–0123', undefined, 'en dashes'],
    ['＋14155550123', undefined, 'a full-width plus sign'],
  ])('%j → %s (%s)', (input, expected, _reason) => {
    expect(outcomeOf(phoneNumber, input)).toEqual(expected ?? ['INVALID_PHONE_NUMBER']);
  });

  it('is read the same again as it is stored', () => {
    expect(outcomeOf(phoneNumber, outcomeOf(phoneNumber, '4151234'))).toBe('+14151234');
  });
});
