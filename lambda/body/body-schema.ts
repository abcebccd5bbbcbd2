import * as v from 'valibot';
import type { CustomerUpdate } from '../customer/customer-update.ts';
import { ADDRESS_MEMBERS, CONTACT_NAME_MEMBERS } from './address-schema.ts';
import { addresses, addressesOf, REMOVAL_MEMBERS } from './addresses-schema.ts';
import { countryCode, dateOfBirth, email, name, phoneNumber, socialId } from './fields.ts';
import { metadata } from './metadata-schema.ts';
import { type BrokenMember, memberNames, optionalOrNull, strictObject } from './strict-object.ts';
import { oneOf, text, verbatimText } from './text.ts';
import { PHONE_ALIAS, toCustomerUpdate } from './to-customer-update.ts';

/** Properties that only the server writes; in a request they are READ_ONLY_PROPERTY. */
export const READ_ONLY = ['id', 'status', 'createdBy', 'createdAt', 'updatedBy', 'updatedAt'];

const optional = v.exactOptional;
const clearable = optionalOrNull;

const primaryPhoneNumber = strictObject({
  number: optional(phoneNumber),
  type: optional(oneOf(['WORK', 'HOME', 'MOBILE'])),
  provider: clearable(name),
  extension: clearable(text({ min: 1, max: 10 })),
  verified: optional(v.boolean()),
});

const primaryEmail = strictObject({ value: optional(email), verified: optional(v.boolean()) });

const placeOfBirth = strictObject({
  city: clearable(text({ max: 60 })),
  countryCode: clearable(countryCode),
});

const stringEntries = {
  firstName: optional(name),
  middleName: clearable(name),
  lastName: optional(name),
  prefix: clearable(name),
  suffix: clearable(name),
  sex: clearable(oneOf(['MALE', 'FEMALE'])),
  gender: clearable(text({ max: 255 })),
  securityQuestion: clearable(text({ max: 255 })),
  securityAnswer: clearable(verbatimText(255)),
  pronoun: clearable(text({ max: 255 })),
};

const identityEntries = {
  socialId: clearable(socialId),
  socialIdCountryCode: clearable(countryCode),
  citizenshipCountryCode: clearable(countryCode),
};

/**
 * The members of a request body, in the order of the product owner's table, which is also the
 * order of violations. For `today` and `customerId` see `createCustomerUpdateSchema`.
 */
export const entriesOf = (today: () => string, customerId?: () => string | undefined) => ({
  addresses: optional(customerId ? addressesOf(customerId) : addresses),
  metadata: clearable(metadata),
  type: optional(oneOf(['INDIVIDUAL'])),
  ...stringEntries,
  primaryPhoneNumber: optional(primaryPhoneNumber),
  // The product owner's table and samples spell the name differently; both are accepted.
  [PHONE_ALIAS]: optional(primaryPhoneNumber),
  primaryEmail: optional(primaryEmail),
  dateOfBirth: clearable(dateOfBirth(today)),
  placeOfBirth: clearable(placeOfBirth),
  ...identityEntries,
});

/** The known names at a path of the body, in the order of violations. */
export function propertyNames(parents: readonly (string | number)[]): readonly string[] {
  const [property, , member] = parents;
  if (property === undefined) return TOP_LEVEL;
  if (property === 'addresses') return member === 'name' ? CONTACT_NAME_MEMBERS : ELEMENT_MEMBERS;
  return MEMBERS[property] ?? [];
}

const TOP_LEVEL = [...Object.keys(entriesOf(() => '')), ...READ_ONLY];
const ELEMENT_MEMBERS = [...REMOVAL_MEMBERS, ...ADDRESS_MEMBERS];
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  primaryPhoneNumber: memberNames(primaryPhoneNumber),
  [PHONE_ALIAS]: memberNames(primaryPhoneNumber),
  primaryEmail: memberNames(primaryEmail),
  placeOfBirth: memberNames(placeOfBirth),
};

/**
 * The schema of a request body (docs/api.md, sections 1.1 to 1.4); its output is a
 * `CustomerUpdate`. `today` returns the latest accepted date of birth, `YYYY-MM-DD`;
 * `customerId` returns the id of the customer to update, if it is known.
 */
export function createCustomerUpdateSchema(
  today: () => string,
  customerId?: () => string | undefined,
) {
  return v.pipe(
    strictObject(entriesOf(today, customerId), { readOnly: READ_ONLY, together: brokenTogether }),
    v.transform((body): CustomerUpdate => toCustomerUpdate(body)),
  );
}

/** The rules between properties; each violation names the property to fix. */
function* brokenTogether(body: Readonly<Record<string, unknown>>): Generator<BrokenMember> {
  const { socialId, socialIdCountryCode } = body;
  if (body[PHONE_ALIAS] !== undefined && body.primaryPhoneNumber !== undefined) {
    yield [PHONE_ALIAS, 'INVALID_VALUE', 'must not be sent together with primaryPhoneNumber.'];
  }
  if (socialIdCountryCode === null && socialId !== null) {
    yield ['socialIdCountryCode', 'NOT_CLEARABLE', 'can be cleared only together with socialId.'];
  } else if (typeof socialIdCountryCode === 'string' && socialId === null) {
    yield ['socialIdCountryCode', 'INVALID_VALUE', 'must not be set when socialId is cleared.'];
  } else if (socialIdCountryCode === undefined && socialId !== null && socialId !== undefined) {
    yield ['socialIdCountryCode', 'REQUIRED', 'is required with socialId.'];
  }
}
