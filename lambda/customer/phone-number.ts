import {
  isPossiblePhoneNumber,
  parsePhoneNumberFromString as parseAny,
} from 'libphonenumber-js/min';
import type { BrokenRule } from './text.ts';

const IGNORED = /[ .\-()/]/g;
// Country codes have one to three digits (ITU-T E.164).
const ZERO_AFTER_COUNTRY_CODE = /^([ .\-(/]*\+[ .\-()/]*\d{1,3}[ .\-)/]*)\([ .\-/]*0[ .\-/]*\)/;
// Long enough for the library to tell a country code by; it has no typed look-up of its own.
const ANY_NATIONAL_NUMBER = '2015550123';

/**
 * The E.164 form of a phone number in any accepted form (contract, section 1.4),
 * or the rule it breaks. Dialability is not demanded.
 */
export function parsePhoneNumber(input: string): string | BrokenRule {
  const compact = withoutNationalZero(input).replace(IGNORED, '');
  if (!/^\+?[0-9]+$/.test(compact)) {
    return broken('must be [+] [country code] [number], in digits.');
  }
  const digits = compact.startsWith('+') ? compact.slice(1) : withCountryCode(compact);
  if (typeof digits !== 'string') return digits;
  if (digits.length < 7 || digits.length > 15) return broken('must have 7 to 15 digits in all.');
  if (!countryCodeOf(digits)) return broken('must begin with an existing country code.');
  return `+${digits}`;
}

/** Drops the `(0)` of "+44 (0)20 …", which is dialled inside the country only. */
function withoutNationalZero(input: string): string {
  const match = ZERO_AFTER_COUNTRY_CODE.exec(input);
  const before = match?.[1] ?? '';
  const code = before.replace(/[^0-9]/g, '');
  return match && countryCodeOf(code + ANY_NATIONAL_NUMBER) === code
    ? before + input.slice(match[0].length)
    : input;
}

function withCountryCode(digits: string): string | BrokenRule {
  if (digits.startsWith('0')) return broken('must not begin with 0: add + and the country code.');
  if (digits.startsWith('1')) return digits;
  if (digits.length <= 10) return `1${digits}`;
  if (isPossiblePhoneNumber(`+${digits}`)) return digits;
  return broken('is no possible number: begin it with + and the country code.');
}

function countryCodeOf(digits: string): string | undefined {
  return parseAny(`+${digits}`)?.countryCallingCode;
}

function broken(rule: string): BrokenRule {
  return { code: 'INVALID_PHONE_NUMBER', rule };
}
