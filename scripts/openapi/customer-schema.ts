import { ADDRESS_TYPES } from '../../lambda/customer/address.ts';
import { MAX_ADDRESSES } from '../../lambda/customer/stored-customer.ts';
import { toCustomer } from '../../lambda/customer/to-customer.ts';
import { wordsOf } from './describe.ts';
import { ref, type Schema } from './schema.ts';
import { COMPONENT_WORDS, RESPONSE_WORDS } from './words.ts';

const STORED = { streetLine1: '', zipCode: '', position: 0 };
const COUNTRY = { pattern: '^([A-Z]{3})?$' };

/** Keywords of a member in addition to its type. */
const SPECIAL: Readonly<Record<string, Schema>> = {
  id: { format: 'uuid' },
  createdAt: { format: 'date-time' },
  updatedAt: { format: 'date-time' },
  type: { enum: ['INDIVIDUAL'] },
  sex: { enum: ['', 'FEMALE', 'MALE'] },
  'primaryPhoneNumber.type': { enum: ['', 'HOME', 'MOBILE', 'WORK'] },
  dateOfBirth: { pattern: '^([0-9]{4}-[0-9]{2}-[0-9]{2})?$' },
  'addresses.countryCode': COUNTRY,
  'placeOfBirth.countryCode': COUNTRY,
  socialId: { maxLength: 4 },
  socialIdCountryCode: COUNTRY,
  citizenshipCountryCode: COUNTRY,
};

/** Component names of objects; otherwise generators invent names. */
const COMPONENTS: Readonly<Record<string, string>> = {
  'addresses.name': 'ContactName',
  metadata: 'Metadata',
  createdBy: 'Actor',
  updatedBy: 'Actor',
  primaryPhoneNumber: 'PhoneNumber',
  primaryEmail: 'Email',
  placeOfBirth: 'PlaceOfBirth',
};

/**
 * The schemas of a response, derived from the function's own response for a customer with nothing
 * but an address with and one without a name.
 */
export function toCustomerSchemas(): Record<string, Schema> {
  const { addresses, ...customer } = toCustomer({
    id: '',
    addresses: {
      other: { ...STORED, type: 'MAILING' },
      shipping: { ...STORED, type: 'SHIPPING', position: 1 },
    },
  });
  const [other = {}, shipping = {}] = addresses;
  const parts: Record<string, Schema> = {};
  return {
    Customer: withAddresses(toSchema(customer, '', parts)),
    CustomerAddress: {
      description: 'An address: only those of type SHIPPING have a name.',
      oneOf: ['Address', 'ShippingAddress'].map(ref),
      discriminator: { propertyName: 'type', mapping: ADDRESS_MAPPING },
    },
    Address: ofTypes(OTHER_TYPES, toSchema(other, 'addresses.', parts)),
    ShippingAddress: ofTypes(['SHIPPING'], toSchema(shipping, 'addresses.', parts)),
    ...parts,
  };
}

const OTHER_TYPES = ADDRESS_TYPES.filter((type) => type !== 'SHIPPING');
const ADDRESS_MAPPING = {
  ...Object.fromEntries(OTHER_TYPES.map((type) => [type, ref('Address').$ref])),
  SHIPPING: ref('ShippingAddress').$ref,
};

/** Adds `addresses` in its place in a response. */
function withAddresses({ properties = {} }: Schema): Schema {
  const { id = {}, status = {}, ...rest } = properties;
  const addresses = {
    description: wordsOf('addresses', RESPONSE_WORDS),
    type: 'array',
    maxItems: MAX_ADDRESSES,
    items: ref('CustomerAddress'),
  };
  const members = { id, status, addresses, ...rest };
  return {
    description:
      'An individual customer. Every member is always present: a string that was never set is "", a boolean that was never set is false.',
    type: 'object',
    required: Object.keys(members),
    properties: members,
  };
}

function ofTypes(types: readonly string[], { properties, ...rest }: Schema): Schema {
  return { ...rest, properties: { ...properties, type: { ...properties?.type, enum: types } } };
}

/** The schema of an object; schemas of nested objects are added to `parts`. */
function toSchema(object: object, place: string, parts: Record<string, Schema>): Schema {
  const members = Object.entries(object).map(([name, value]): [string, Schema] => {
    const path = place + name;
    const description = wordsOf(path, RESPONSE_WORDS);
    if (typeof value !== 'object') {
      return [name, { description, type: typeof value, ...SPECIAL[path] }];
    }
    const component = COMPONENTS[path] ?? '';
    parts[component] = {
      description: COMPONENT_WORDS[component],
      ...(component === 'Metadata' ? METADATA : toSchema(value, `${path}.`, parts)),
    };
    return [name, { ...ref(component), description }];
  });
  return {
    type: 'object',
    required: members.map(([name]) => name),
    properties: Object.fromEntries(members),
  };
}

const METADATA = { type: 'object', additionalProperties: { type: 'string' } };
