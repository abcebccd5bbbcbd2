import type { BrokenRule } from './broken-rule.ts';
import { NUMBER_LENGTHS } from './tables/calling-codes.ts';

const IGNORED = /[ .\-()/]/g;
// Country codes have one to three digits (ITU-T E.164).
const ZERO_AFTER_COUNTRY_CODE = /^([ .\-(/]*\+[ .\-()/]*\d{1,3}[ .\-)/]*)\([ .\-/]*0[ .\-/]*\)/;

/**
 * The E.164 form of a phone number in any accepted form (docs/api.md, section 1.4),
 * or the rule it breaks. Dialability is not demanded.
 */
export function parsePhoneNumber(input: string): string | BrokenRule {
  const compact = withoutNationalZero(input).replace(IGNORED, '');
  if (!/^\+?[0-9]+$/.test(compact)) {
    return broken(
      'must consist of digits, optionally preceded by + and separated by spaces, dots, dashes, parentheses or slashes.',
    );
  }
  const digits = compact.startsWith('+') ? compact.slice(1) : withCountryCode(compact);
  if (typeof digits !== 'string') return digits;
  if (digits.length < 7 || digits.length > 15) return broken('must have 7 to 15 digits in all.');
  if (!countryCodeOf(digits)) return broken('must start with an existing country code.');
  return `+${digits}`;
}

/** Drops the `(0)` of "+44 (0)20 …", which is dialled inside the country only. */
function withoutNationalZero(input: string): string {
  const match = ZERO_AFTER_COUNTRY_CODE.exec(input);
  const before = match?.[1] ?? '';
  const code = before.replace(/[^0-9]/g, '');
  return match && countryCodeOf(code) === code ? before + input.slice(match[0].length) : input;
}

function withCountryCode(digits: string): string | BrokenRule {
  if (digits.startsWith('0')) return broken('must not start with 0: add + and the country code.');
  if (digits.startsWith('1')) return digits;
  if (digits.length <= 10) return `1${digits}`;
  if (isPossibleNumber(digits)) return digits;
  return broken('is not a possible number: start it with + and the country code.');
}

/** The number after the country code has one of the lengths that it can have there. */
function isPossibleNumber(digits: string): boolean {
  const code = countryCodeOf(digits);
  if (code === undefined) return false;
  const length = digits.length - code.length;
  return ` ${NUMBER_LENGTHS[code]} `.includes(` ${length} `);
}

/** No country code begins with another, so the first that fits is the only one. */
function countryCodeOf(digits: string): string | undefined {
  return [1, 2, 3]
    .map((length) => digits.slice(0, length))
    .find((code) => Object.hasOwn(NUMBER_LENGTHS, code));
}

function broken(rule: string): BrokenRule {
  return { code: 'INVALID_PHONE_NUMBER', rule };
}
