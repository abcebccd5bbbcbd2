import * as v from 'valibot';
import { addresses, REMOVAL_MEMBERS } from '../body/addresses-schema.ts';
import { countryCode, dateOfBirth, email, name, phoneNumber } from '../body/fields.ts';
import { metadata } from '../body/metadata-schema.ts';
import { closedObject, optionalOrNull } from '../body/strict-object.ts';
import { oneOf, text, verbatimText } from '../body/text.ts';
import { ADDRESS_MEMBERS, CONTACT_NAME_MEMBERS } from './address.ts';

/** Properties that only the server writes; in a request they are violations of their own. */
export const READ_ONLY = ['id', 'status', 'createdBy', 'createdAt', 'updatedBy', 'updatedAt'];
/** The second accepted spelling of `primaryPhoneNumber`. */
export const PHONE_ALIAS = 'primaryPhonenumber';

const optional = v.exactOptional;
const clearable = optionalOrNull;

const primaryPhoneNumber = closedObject({
  number: optional(phoneNumber),
  type: optional(oneOf(['WORK', 'HOME', 'MOBILE'])),
  provider: clearable(name),
  extension: clearable(text({ min: 1, max: 10 })),
  verified: optional(v.boolean()),
});

const primaryEmail = closedObject({ value: optional(email), verified: optional(v.boolean()) });

const placeOfBirth = closedObject({
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
  socialId: clearable(text({ min: 5, max: 50 })),
  socialIdCountryCode: clearable(countryCode),
  citizenshipCountryCode: clearable(countryCode),
};

// In the order of the product owner's table, in which violations are listed.
/** The members of a request body; `today` gives the latest possible date of birth, `YYYY-MM-DD`. */
export const entriesOf = (today: () => string) => ({
  addresses: optional(addresses),
  metadata: clearable(metadata),
  type: optional(oneOf(['INDIVIDUAL'])),
  ...stringEntries,
  primaryPhoneNumber: optional(primaryPhoneNumber),
  // The owner's table spells it so, the samples as above; both are accepted.
  [PHONE_ALIAS]: optional(primaryPhoneNumber),
  primaryEmail: optional(primaryEmail),
  dateOfBirth: clearable(dateOfBirth(today)),
  placeOfBirth: clearable(placeOfBirth),
  ...identityEntries,
});

/** The names known at a place of the body, in the order in which violations are listed. */
export function propertyNames(parents: readonly (string | number)[]): readonly string[] {
  const [property, , member] = parents;
  if (property === undefined) return TOP_LEVEL;
  if (property === 'addresses') return member === 'name' ? CONTACT_NAME_MEMBERS : ELEMENT_MEMBERS;
  return MEMBERS[property] ?? [];
}

const TOP_LEVEL = [...Object.keys(entriesOf(() => '')), ...READ_ONLY];
const ELEMENT_MEMBERS = [...REMOVAL_MEMBERS, ...ADDRESS_MEMBERS];
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  primaryPhoneNumber: Object.keys(primaryPhoneNumber.entries),
  [PHONE_ALIAS]: Object.keys(primaryPhoneNumber.entries),
  primaryEmail: Object.keys(primaryEmail.entries),
  placeOfBirth: Object.keys(placeOfBirth.entries),
};
