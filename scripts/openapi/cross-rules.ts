import { PHONE_ALIAS } from '../../lambda/body/to-customer-update.ts';
import type { Schema } from './schema.ts';

const STRING = { type: 'string' };
// Null, for a property that is a string or null: generators fail on `type: null`.
const NULL = { not: STRING };

const has = (property: string, schema: Schema): Schema => ({
  properties: { [property]: schema },
  required: [property],
});

/**
 * The combinations that the rules between properties forbid. One `not`, which generators ignore;
 * they turn other conditions into types. The rules between members of an address are described in
 * words only, because inside a `oneOf` even a `not` confuses generators.
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
