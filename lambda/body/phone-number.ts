import type { BrokenRule } from './broken-rule.ts';
import { NATIONAL_PREFIXES, NUMBER_RANGES } from './tables/calling-codes.ts';

/** All Unicode spaces, dashes and invisible characters, and some ASCII punctuation. */
const IGNORED = /[\p{Zs}\p{Pd}\p{Cf}.()/]/gu;
// In Argentina a mobile number is dialled as 0, area code, 15 and number; from abroad as 9, area
// code and number. Area codes have 2 to 4 digits; area code and number together have 10.
const MOBILE_AT_HOME_IN_ARGENTINA = /^0?(11|[23]\d\d(?=15)|[23]\d{3})15(\d{6,8})$/;

/**
 * Converts a phone number in any accepted form (docs/api.md, section 1.4) to E.164, or returns
 * the rule it breaks. Whether the number is in use is not checked.
 */
export function parsePhoneNumber(input: string): string | BrokenRule {
  const compact = input.replace(IGNORED, '');
  if (!/^\+?[0-9]+$/.test(compact)) {
    return broken(
      'must consist of digits, optionally preceded by + and separated by spaces, dots, dashes, parentheses or slashes.',
    );
  }
  const digits = compact.startsWith('+')
    ? withoutNationalPrefix(compact.slice(1))
    : withCountryCode(compact);
  if (typeof digits !== 'string') return digits;
  if (digits.length < 7 || digits.length > 15) return broken('must have 7 to 15 digits in all.');
  if (!countryCodeOf(digits)) return broken('must start with an existing country code.');
  return `+${digits}`;
}

function withCountryCode(digits: string): string | BrokenRule {
  if (digits.startsWith('0')) return broken('must not start with 0: add + and the country code.');
  if (digits.length <= 10) return digits.startsWith('1') ? digits : `1${digits}`;
  if (withoutNationalPrefix(digits) !== digits) {
    return broken('must not have a national prefix: start it with + and the country code.');
  }
  if (digits.startsWith('1') || isPossibleNumber(digits)) return digits;
  return broken('is not a possible number: start it with + and the country code.');
}

/**
 * Removes a national prefix after the country code ("+44 07700 …"), unless the digits can be a
 * number of that country with it ("+39 06 …").
 */
function withoutNationalPrefix(digits: string): string {
  const code = countryCodeOf(digits) ?? '';
  const number = digits.slice(code.length);
  if (isNumberOf(code, number)) return digits;
  const candidates = [NATIONAL_PREFIXES[code] ?? '0', '0'].map((prefix) =>
    number.replace(new RegExp(`^(?:${prefix})`), ''),
  );
  if (code === '54') candidates.push(number.replace(MOBILE_AT_HOME_IN_ARGENTINA, '9$1$2'));
  return code + (candidates.find((candidate) => isNumberOf(code, candidate)) ?? number);
}

/** Whether numbers of a country have these first digits and this length. */
function isNumberOf(code: string, number: string): boolean {
  return rangesOf(code).some(
    ([starts, lengths]) =>
      new RegExp(`^(?:${starts})`).test(number) && isAmong(lengths, number.length),
  );
}

/**
 * Whether the number after the country code has a length that exists there, and a leading 0 only
 * if numbers there have one.
 */
function isPossibleNumber(digits: string): boolean {
  const code = countryCodeOf(digits);
  if (code === undefined) return false;
  const number = digits.slice(code.length);
  if (number.startsWith('0')) return isNumberOf(code, number);
  return rangesOf(code).some(([, lengths]) => isAmong(lengths, number.length));
}

function rangesOf(code: string): [starts: string, lengths: string][] {
  return (NUMBER_RANGES[code] ?? '')
    .split(' ')
    .map((range) => range.split(':') as [starts: string, lengths: string]);
}

function isAmong(lengths: string, length: number): boolean {
  return new RegExp(`^[${lengths}]$`).test(length.toString(36));
}

/** No country code is a prefix of another, so at most one fits. */
function countryCodeOf(digits: string): string | undefined {
  return [1, 2, 3]
    .map((length) => digits.slice(0, length))
    .find((code) => Object.hasOwn(NUMBER_RANGES, code));
}

function broken(rule: string): BrokenRule {
  return { code: 'INVALID_PHONE_NUMBER', rule };
}
