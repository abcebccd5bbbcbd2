import { COUNTRIES_WITH_STATES } from '../../lambda/body/address-schema.ts';
import { PHONE_ALIAS } from '../../lambda/body/body-schema.ts';
import { MILITARY_MAIL } from '../../lambda/body/iso-3166.ts';
import { SUBDIVISION_CODES } from '../../lambda/body/tables/iso-3166-codes.ts';
import { type Schema, when } from './schema.ts';

const isString = (property: string): Schema => ({
  properties: { [property]: { type: 'string' } },
  required: [property],
});
const isNull = (property: string): Schema => ({
  properties: { [property]: { type: 'null' } },
  required: [property],
});

/** The rules between properties of a body, as JSON Schema says them. */
export const customerRules = {
  allOf: [
    { not: { required: ['primaryPhoneNumber', PHONE_ALIAS] } },
    when(isString('socialId'), { required: ['socialIdCountryCode'] }),
    when(isNull('socialIdCountryCode'), isNull('socialId')),
    when(isNull('socialId'), { not: isString('socialIdCountryCode') }),
  ],
} satisfies Schema;

/**
 * The rules between members of an address, as JSON Schema says them. Of the
 * countries that demand no state the list of states is left out: 200 lists
 * would hide the rest of the document.
 */
export const addressRules = {
  allOf: COUNTRIES_WITH_STATES.map((country) =>
    when(
      { properties: { countryCode: { const: country } }, required: ['countryCode'] },
      { properties: { stateCode: { enum: statesOf(country) } }, required: ['stateCode'] },
    ),
  ),
} satisfies Schema;

function statesOf(country: string): string[] {
  const codes = SUBDIVISION_CODES[country]?.split(' ') ?? [];
  return country === 'USA' ? [...codes, ...MILITARY_MAIL].sort() : codes;
}
