import { ADDRESS_TYPES } from '../../lambda/customer/address.ts';
import { toCustomer } from '../../lambda/customer/to-customer.ts';
import { wordsOf } from './describe.ts';
import { ref, type Schema } from './schema.ts';
import { RESPONSE_WORDS } from './words.ts';

const STORED = { streetLine1: '', zipCode: '', position: 0 };
const SPECIAL: Readonly<Record<string, Schema>> = {
  id: { format: 'uuid' },
  socialId: { maxLength: 4 },
};

/**
 * The schemas of a response, made of what the function's own code makes of a
 * customer that has nothing but an address of each kind.
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
  const otherTypes = ADDRESS_TYPES.filter((type) => type !== 'SHIPPING');
  return {
    Customer: withAddresses(toSchema(customer, '')),
    Address: ofType(toSchema(other, 'addresses.'), { enum: otherTypes }),
    ShippingAddress: ofType(toSchema(shipping, 'addresses.'), { const: 'SHIPPING' }),
  };
}

/** In the place that they have in an answer. */
function withAddresses({ properties = {} }: Schema): Schema {
  const { id = {}, status = {}, ...rest } = properties;
  const addresses = {
    description: wordsOf('addresses', RESPONSE_WORDS),
    type: 'array',
    items: { oneOf: ['Address', 'ShippingAddress'].map(ref) },
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

function ofType({ properties, ...rest }: Schema, type: Schema): Schema {
  return { ...rest, properties: { ...properties, type: { ...properties?.type, ...type } } };
}

function toSchema(object: object, place: string): Schema {
  const members = Object.entries(object).map(([name, value]): [string, Schema] => {
    const path = place + name;
    const description = wordsOf(path, RESPONSE_WORDS);
    return [name, { description, ...typeOf(value, path), ...SPECIAL[path] }];
  });
  return {
    type: 'object',
    required: members.map(([name]) => name),
    properties: Object.fromEntries(members),
  };
}

function typeOf(value: unknown, path: string): Schema {
  if (typeof value !== 'object' || value === null) return { type: typeof value };
  if (path === 'metadata') return { type: 'object', additionalProperties: { type: 'string' } };
  return toSchema(value, `${path}.`);
}
