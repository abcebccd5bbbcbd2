import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The E.164 form of a phone number in any accepted form, or undefined. */
export function parsePhoneNumber(input: string): string | undefined {
  const compact = input.replace(/[ .\-()/]/g, '');
  if (!/^\+?[0-9]{7,15}$/.test(compact)) return undefined;
  if (compact.startsWith('+')) return parsePhoneNumberFromString(compact) && compact;
  const digits = compact.length <= 10 && !compact.startsWith('1') ? `1${compact}` : compact;
  return parsePhoneNumberFromString(`+${digits}`) && `+${digits}`;
}
