import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import { contactName, otherAddress, shippingAddress } from '../../lambda/body/address-schema.ts';
import { addresses, MAX_ELEMENTS, removal } from '../../lambda/body/addresses-schema.ts';
import { createCustomerUpdateSchema, entriesOf } from '../../lambda/body/body-schema.ts';
import { countryCode } from '../../lambda/body/fields.ts';
import {
  MAX_KEY_LENGTH,
  MAX_MEMBERS,
  MAX_VALUE_LENGTH,
  metadata,
} from '../../lambda/body/metadata-schema.ts';
import { COUNTRY_CODES } from '../../lambda/body/tables/iso-3166-codes.ts';
import { NO_CONTROL_CHARACTER, NO_NUL } from '../../lambda/body/text.ts';
import { PHONE_ALIAS } from '../../lambda/body/to-customer-update.ts';
import { ADDRESS_TYPES } from '../../lambda/customer/address.ts';
import { CONVERSION } from './conversion.ts';
import { customerRules } from './cross-rules.ts';
import { describeRequest } from './describe.ts';
import { ref, type Schema } from './schema.ts';

const today = () => '';
const entries = entriesOf(today);

/** The schemas of a request body, generated from those that validate it. */
export function toRequestSchemas(): Record<string, Schema> {
  const made = toJsonSchemaDefs(
    {
      CustomerUpdate: createCustomerUpdateSchema(today),
      AddressesUpdate: addresses,
      NewAddress: otherAddress,
      NewShippingAddress: shippingAddress,
      NewContactName: contactName,
      AddressRemoval: removal,
      MetadataUpdate: metadata,
      PhoneNumberUpdate: entries.primaryPhoneNumber.wrapped,
      EmailUpdate: entries.primaryEmail.wrapped,
      PlaceOfBirthUpdate: entries.placeOfBirth.wrapped.wrapped,
      CountryCode: countryCode,
    },
    CONVERSION,
  ) as unknown as Record<string, Schema>;
  const { CustomerUpdate = {}, NewAddress = {}, NewShippingAddress = {} } = made;
  const schemas = {
    ...made,
    CustomerUpdate: { ...withDeprecated(CustomerUpdate, PHONE_ALIAS), ...customerRules },
    // By hand: Valibot's schema first shortens the array, which no conversion can express.
    AddressesUpdate: {
      type: 'array',
      maxItems: MAX_ELEMENTS,
      items: ref('AddressChange'),
    },
    AddressChange: {
      description: 'An address to add, or the removal of a stored one.',
      oneOf: ['NewAddress', 'NewShippingAddress', 'AddressRemoval'].map(ref),
    },
    NewAddress: toAddress(
      'A MAILING or PHYSICAL address to add. No street line of a PHYSICAL address may be a post-office box.',
      NewAddress,
      {
        type: { type: 'string', enum: ADDRESS_TYPES.filter((type) => type !== 'SHIPPING') },
        name: { description: 'Ignored, whatever its value: only shipments have a contact person.' },
      },
    ),
    NewShippingAddress: toAddress('A SHIPPING address to add.', NewShippingAddress, {
      type: { type: 'string', enum: ['SHIPPING'] },
    }),
    AddressRemoval: toRemoval(made.AddressRemoval),
    MetadataUpdate: metadataUpdate,
    PlaceOfBirthUpdate: { ...made.PlaceOfBirthUpdate, type: ['object', 'null'] },
    CountryCode: { type: ['string', 'null'], enum: [...COUNTRY_CODES.split(' '), null] },
  };
  return describeRequest(schemas);
}

// By hand: the Valibot schema is custom code, because `v.record` silently skips some keys.
const metadataUpdate: Schema = {
  type: ['object', 'null'],
  maxProperties: MAX_MEMBERS,
  propertyNames: {
    minLength: 1,
    maxLength: MAX_KEY_LENGTH,
    pattern: NO_CONTROL_CHARACTER,
    not: { const: '__proto__' },
  },
  additionalProperties: {
    type: ['string', 'null'],
    maxLength: MAX_VALUE_LENGTH,
    pattern: NO_NUL,
  },
};

function withDeprecated({ properties = {}, ...rest }: Schema, name: string): Schema {
  return {
    ...rest,
    properties: { ...properties, [name]: { ...properties[name], deprecated: true } },
  };
}

function toAddress(
  description: string,
  { properties, ...rest }: Schema,
  special: Record<string, Schema>,
): Schema {
  return { description, ...rest, properties: { ...properties, ...special } };
}

/** Removes the members of an address, which the schema lists only to forbid them. */
function toRemoval({ properties = {}, ...rest }: Schema = {}): Schema {
  const { id = {} } = properties;
  // Not `const: true`: generators compare the boolean with the text "true" and reject it.
  const remove = { type: 'boolean', not: { const: false } };
  return { ...rest, properties: { id, remove } };
}
