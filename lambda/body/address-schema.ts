import * as v from 'valibot';
import { ADDRESS_TYPES, type Address, contentHash, type NewAddress } from '../customer/address.ts';
import { countryCode, name, stateCode } from './fields.ts';
import { hasSubdivisions, isSubdivisionOf } from './iso-3166.ts';
import { isPostOfficeBox } from './post-office-box.ts';
import {
  type BrokenMember,
  isJsonObject,
  memberNames,
  optionalOrNull,
  strictObject,
} from './strict-object.ts';
import { oneOf, text } from './text.ts';

/** Countries whose addresses must have a `stateCode`. */
export const COUNTRIES_WITH_STATES = ['USA', 'CAN'];

const streetLine = text({ min: 1, max: 50 });

// In an address, null counts as absent.
export const contactName = strictObject({
  firstName: name,
  middleName: optionalOrNull(name),
  lastName: name,
});

const entriesWith = (contact: v.GenericSchema) => ({
  type: oneOf(ADDRESS_TYPES),
  name: contact,
  streetLine1: streetLine,
  streetLine2: optionalOrNull(streetLine),
  streetLine3: optionalOrNull(streetLine),
  streetLine4: optionalOrNull(streetLine),
  streetLine5: optionalOrNull(streetLine),
  cityName: optionalOrNull(text({ min: 1, max: 25 })),
  stateCode: optionalOrNull(stateCode),
  countryCode: optionalOrNull(countryCode),
  zipCode: text({ min: 1, max: 10 }),
  primary: optionalOrNull(v.boolean()),
});

export const shippingAddress = toAddressSchema(contactName);
// For types other than SHIPPING, `name` is ignored without being checked.
export const otherAddress = toAddressSchema(v.exactOptional(v.unknown()));

// The members, in the order of violations.
export const CONTACT_NAME_MEMBERS = memberNames(contactName);
export const ADDRESS_MEMBERS = Object.keys(entriesWith(contactName));
const STREET_LINES = ADDRESS_MEMBERS.filter((member) => member.startsWith('streetLine'));

/** The schema of a new address (docs/api.md, section 2); its output is a `NewAddress`. */
export function addressSchemaFor(input: unknown) {
  const type = isJsonObject(input) ? input.type : undefined;
  const isShipping = typeof type === 'string' && type.trim() === 'SHIPPING';
  return isShipping ? shippingAddress : otherAddress;
}

function toAddressSchema(contact: v.GenericSchema) {
  return v.pipe(
    strictObject(entriesWith(contact), { readOnly: ['id'], together: brokenTogether }),
    v.transform(toNewAddress),
  );
}

/** The rules between members of an address; each violation names the member to fix. */
function* brokenTogether(address: Readonly<Record<string, unknown>>): Generator<BrokenMember> {
  const { type, stateCode: state, countryCode: country } = address;
  if (type === 'PHYSICAL') {
    for (const line of STREET_LINES) {
      const value = address[line];
      if (v.is(streetLine, value) && isPostOfficeBox(value)) {
        yield [line, 'PO_BOX_NOT_ALLOWED', 'must not be a post-office box when type is PHYSICAL.'];
      }
    }
  }
  if (!v.is(countryCode, country)) return;
  if (state === undefined || state === null) {
    if (COUNTRIES_WITH_STATES.includes(country)) {
      yield ['stateCode', 'REQUIRED', 'is required when countryCode is USA or CAN.'];
    }
  } else if (v.is(stateCode, state) && !isSubdivisionOf(country, state)) {
    const rule = hasSubdivisions(country)
      ? 'must be an ISO 3166-2 subdivision of countryCode.'
      : 'must be left out: the country has no ISO 3166-2 subdivision code of two or three letters.';
    yield ['stateCode', 'INVALID_VALUE', rule];
  }
}

type AddressOutput = v.InferOutput<v.ObjectSchema<ReturnType<typeof entriesWith>, undefined>>;

function toNewAddress({ primary, name, ...members }: AddressOutput): NewAddress {
  const isShipping = members.type === 'SHIPPING';
  const content = withoutNulls({
    ...members,
    ...(isShipping && { name: withoutNulls(name as Record<string, unknown>) }),
  }) as unknown as Address;
  return { contentHash: contentHash(content), content, primary: primary === true };
}

function withoutNulls(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
