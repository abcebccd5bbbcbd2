import * as v from 'valibot';
import { phoneNumber } from '../../lambda/body/fields.ts';
import { isJsonObject, strictObject } from '../../lambda/body/strict-object.ts';
import { ADDRESS_TYPES } from '../../lambda/customer/address.ts';
import { parseCustomerId } from '../../lambda/customer/customer-id.ts';
import { PROFILE_STRINGS } from '../../lambda/customer/stored-customer.ts';

// Checks the form of a customer, not the API's rules for changes: a stored customer may predate a
// rule, be of another type, or exceed a limit.
const optional = v.exactOptional;
const text = v.pipe(
  v.string('must be a string.'),
  v.trim(),
  v.normalize('NFC'),
  v.nonEmpty('must not be blank.'),
);
const verbatim = v.string('must be a string.');
const flag = v.boolean('must be true or false.');
const oneOf = <const T extends readonly string[]>(values: T) =>
  v.picklist(values, `must be one of ${values.join(', ')}.`);
const timestamp = v.pipe(
  v.string('must be a string.'),
  v.isoTimestamp('must be a point in time such as 2022-11-23T00:42:50.311Z.'),
);
const actor = strictObject({ id: text, type: text });

// Not v.record, which silently skips the keys __proto__, prototype and constructor.
const metadata = v.pipe(
  v.custom<Record<string, string>>(isJsonObject, 'must be an object.'),
  v.rawCheck(({ dataset, addIssue }) => {
    for (const [key, value] of Object.entries(dataset.typed ? dataset.value : {})) {
      const at = { type: 'object', origin: 'value', input: {}, key, value } as const;
      if (typeof value !== 'string') addIssue({ message: 'must be a string.', path: [at] });
    }
  }),
);

const contactName = strictObject({ firstName: text, middleName: optional(text), lastName: text });

const addressWith = <const T extends v.GenericSchema>(name: T) =>
  strictObject({
    // Ignored: ids are derived from the content.
    id: optional(v.unknown()),
    type: oneOf(ADDRESS_TYPES),
    name,
    streetLine1: text,
    streetLine2: optional(text),
    streetLine3: optional(text),
    streetLine4: optional(text),
    streetLine5: optional(text),
    cityName: optional(text),
    stateCode: optional(text),
    countryCode: optional(text),
    zipCode: text,
    primary: optional(flag),
  });

const shippingAddress = addressWith(contactName);
const otherAddress = addressWith(optional(v.unknown()));

const address = v.lazy((input) =>
  isJsonObject(input) && input.type === 'SHIPPING' ? shippingAddress : otherAddress,
);

const addresses = v.pipe(
  v.array(address, 'must be an array.'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const type of ADDRESS_TYPES) {
      const primaries = dataset.value.filter((one) => one.type === type && one.primary);
      if (primaries.length > 1)
        addIssue({ message: `must have at most one primary ${type} address.` });
    }
  }),
);

const maybeText = optional(text);
const profileStrings = Object.fromEntries(
  PROFILE_STRINGS.map((name) => [name, maybeText]),
) as Record<(typeof PROFILE_STRINGS)[number], typeof maybeText>;

/** A customer as in the API's responses, with a `tenantId` and the whole `socialId`. */
export const seedCustomer = strictObject({
  id: v.pipe(
    text,
    v.check((id) => parseCustomerId(id) !== undefined, 'must be a UUID.'),
    v.toLowerCase(),
  ),
  tenantId: optional(text),
  status: optional(text),
  addresses: optional(addresses),
  metadata: optional(metadata),
  createdBy: optional(actor),
  createdAt: optional(timestamp),
  updatedBy: optional(actor),
  updatedAt: optional(timestamp),
  type: optional(text),
  ...profileStrings,
  sex: optional(oneOf(['MALE', 'FEMALE'])),
  securityAnswer: optional(verbatim),
  primaryPhoneNumber: optional(
    strictObject({
      number: optional(phoneNumber),
      type: optional(oneOf(['WORK', 'HOME', 'MOBILE'])),
      provider: optional(text),
      extension: optional(text),
      verified: optional(flag),
    }),
  ),
  primaryEmail: optional(strictObject({ value: optional(text), verified: optional(flag) })),
  dateOfBirth: optional(v.pipe(v.string('must be a string.'), v.isoDate('must be YYYY-MM-DD.'))),
  placeOfBirth: optional(strictObject({ city: optional(text), countryCode: optional(text) })),
  socialId: optional(text),
  socialIdCountryCode: optional(text),
  citizenshipCountryCode: optional(text),
});

export type SeedCustomer = v.InferOutput<typeof seedCustomer>;
