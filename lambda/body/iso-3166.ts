import { COUNTRY_CODES, SUBDIVISION_CODES } from './tables/iso-3166-codes.ts';

const countries = new Set(COUNTRY_CODES.split(' '));
/** Military mail of the USA; ISO 3166-2 does not contain these codes. */
export const MILITARY_MAIL = ['AA', 'AE', 'AP'];

/** Whether a code is an assigned ISO 3166-1 alpha-3 code, in upper case. */
export function isCountryCode(code: string): boolean {
  return countries.has(code);
}

/** Whether a country has ISO 3166-2 subdivision codes of two or three letters. */
export function hasSubdivisions(countryCode: string): boolean {
  return Object.hasOwn(SUBDIVISION_CODES, countryCode);
}

/** Whether a code is an ISO 3166-2 subdivision of a country or, for the USA, military mail. */
export function isSubdivisionOf(countryCode: string, stateCode: string): boolean {
  if (countryCode === 'USA' && MILITARY_MAIL.includes(stateCode)) return true;
  return ` ${SUBDIVISION_CODES[countryCode] ?? ''} `.includes(` ${stateCode} `);
}
