import { PHONE_ALIAS } from '../../lambda/body/body-schema.ts';
import { type Schema, when } from './schema.ts';

const isString = (property: string): Schema => ({
  properties: { [property]: { type: 'string' } },
  required: [property],
});
const isNull = (property: string): Schema => ({
  properties: { [property]: { type: 'null' } },
  required: [property],
});

/**
 * The rules between properties of a body, as JSON Schema says them. Those
 * between members of an address are said in words: inside a `oneOf`, generators
 * take a condition for another type.
 */
export const customerRules = {
  allOf: [
    { not: { required: ['primaryPhoneNumber', PHONE_ALIAS] } },
    when(isString('socialId'), { required: ['socialIdCountryCode'] }),
    when(isNull('socialIdCountryCode'), isNull('socialId')),
    when(isNull('socialId'), { not: isString('socialIdCountryCode') }),
  ],
} satisfies Schema;
