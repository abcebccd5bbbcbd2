import { type ConversionConfig, toJsonSchemaDefs } from '@valibot/to-json-schema';
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
import { customerRules } from './cross-rules.ts';
import { describeRequest } from './describe.ts';
import { ref, type Schema } from './schema.ts';

const today = () => '';
const entries = entriesOf(today);

/** The schemas of a request body, made of those that validate it. */
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
    config,
  ) as unknown as Record<string, Schema>;
  const { CustomerUpdate = {}, NewAddress = {}, NewShippingAddress = {} } = made;
  const schemas = {
    ...made,
    CustomerUpdate: { ...withDeprecated(CustomerUpdate, PHONE_ALIAS), ...customerRules },
    // Valibot judges the array only after looking at its length, which no conversion can follow.
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

// Valibot's part of it is a closure: a record would let some keys pass in silence.
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

const config: ConversionConfig = {
  target: 'draft-2020-12',
  typeMode: 'input',
  overrideRef: ({ referenceId }) => ref(referenceId).$ref as string,
  // What remains of a pipe are rules that are said in cross-rules.ts or in words.
  overrideAction: ({ valibotAction, jsonSchema }) =>
    valibotAction.type === 'metadata' ? withoutIdleKeywords(jsonSchema as Schema) : jsonSchema,
  overrideSchema: ({ valibotSchema, jsonSchema }) => {
    if (valibotSchema.type === 'object') return toClosed(jsonSchema as Schema);
    // A strict object: its second part is the rule against unknown properties.
    if (valibotSchema.type === 'intersect') return (jsonSchema.allOf as Schema[])[0];
    if (valibotSchema.type === 'nullable') return toNullable(jsonSchema as Schema);
    return valibotSchema.type === 'custom' ? {} : undefined;
  },
};

function withoutIdleKeywords({ minLength, maxLength, pattern, ...rest }: Schema): Schema {
  const isNarrower =
    rest.enum !== undefined || (rest.format !== undefined && pattern === NO_CONTROL_CHARACTER);
  return {
    ...rest,
    ...(minLength !== 0 && { minLength }),
    ...(Number.isFinite(maxLength) && { maxLength }),
    ...(!isNarrower && { pattern }),
  };
}

function withDeprecated({ properties = {}, ...rest }: Schema, name: string): Schema {
  return {
    ...rest,
    properties: { ...properties, [name]: { ...properties[name], deprecated: true } },
  };
}

function toClosed({ required = [], ...rest }: Schema): Schema {
  return { ...rest, ...(required.length > 0 && { required }), additionalProperties: false };
}

/**
 * `anyOf` a type and null, which generators take for two classes, is said as one
 * schema with two types. A component that may be null says so itself: wherever
 * one of them may be, all of them may.
 */
function toNullable(schema: Schema): Schema {
  const [wrapped = {}] = schema.anyOf as Schema[];
  const { type, enum: values, ...rest } = wrapped;
  if (typeof type !== 'string') return wrapped;
  return {
    ...rest,
    type: [type, 'null'],
    ...(Array.isArray(values) && { enum: [...values, null] }),
  };
}

function toAddress(
  description: string,
  { properties, ...rest }: Schema,
  special: Record<string, Schema>,
): Schema {
  return { description, ...rest, properties: { ...properties, ...special } };
}

/** Without the members of an address, which the schema knows only to say that they must not be there. */
function toRemoval({ properties = {}, ...rest }: Schema = {}): Schema {
  const { id = {} } = properties;
  // Generators compare a boolean with its only value as text, and refuse it.
  const remove = { type: 'boolean', not: { const: false } };
  return { ...rest, properties: { id, remove } };
}
