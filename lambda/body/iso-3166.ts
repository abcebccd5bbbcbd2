import { COUNTRY_CODES, SUBDIVISION_CODES } from './tables/iso-3166-codes.ts';

const countries = new Set(COUNTRY_CODES.split(' '));
/** Subdivisions of the USA for military mail, which ISO 3166-2 does not have. */
export const MILITARY_MAIL = ['AA', 'AE', 'AP'];

/** Whether a code is an assigned ISO 3166-1 alpha-3 code, in upper case. */
export function isCountryCode(code: string): boolean {
  return countries.has(code);
}

/** Whether a country has ISO 3166-2 subdivisions whose codes are of two or three letters. */
export function hasSubdivisions(countryCode: string): boolean {
  return Object.hasOwn(SUBDIVISION_CODES, countryCode);
}

/** Whether a code is an ISO 3166-2 subdivision of a country; in the USA also one of military mail. */
export function isSubdivisionOf(countryCode: string, stateCode: string): boolean {
  if (countryCode === 'USA' && MILITARY_MAIL.includes(stateCode)) return true;
  return ` ${SUBDIVISION_CODES[countryCode] ?? ''} `.includes(` ${stateCode} `);
}
