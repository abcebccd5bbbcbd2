import { PHONE_ALIAS } from '../../lambda/body/to-customer-update.ts';
import type { Schema } from './schema.ts';

const STRING = { type: 'string' };
// Null, for a property that is a string or null: generators fail on the type itself.
const NULL = { not: STRING };

const has = (property: string, schema: Schema): Schema => ({
  properties: { [property]: schema },
  required: [property],
});

/**
 * What no body may have, by the rules between its properties. One `not`, which
 * generators pass over: of conditions they make types. The rules between members
 * of an address are said in words alone, because in a `oneOf` even this confuses.
 */
export const customerRules = {
  not: {
    anyOf: [
      { required: ['primaryPhoneNumber', PHONE_ALIAS] },
      { allOf: [has('socialId', STRING), { not: { required: ['socialIdCountryCode'] } }] },
      { allOf: [has('socialIdCountryCode', NULL), { not: has('socialId', NULL) }] },
      { allOf: [has('socialId', NULL), has('socialIdCountryCode', STRING)] },
    ],
  },
} satisfies Schema;
