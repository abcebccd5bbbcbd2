import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { countryCode, name, stateCode } from '../body/fields.ts';
import { isSubdivisionOf } from '../body/iso-3166.ts';
import {
  acrossMembers,
  type BrokenMember,
  closedObject,
  isJsonObject,
  optionalOrNull,
} from '../body/strict-object.ts';
import { oneOf, text } from '../body/text.ts';
import { isPostOfficeBox } from './post-office-box.ts';

export const ADDRESS_TYPES = ['MAILING', 'PHYSICAL', 'SHIPPING'] as const;
export type AddressType = (typeof ADDRESS_TYPES)[number];

/** Countries whose addresses must have a `stateCode`. */
export const COUNTRIES_WITH_STATES = ['USA', 'CAN'];

const streetLine = text({ min: 1, max: 50 });

// In an address null counts as absent.
const contactName = closedObject({
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
// For types other than SHIPPING whatever is sent as name is ignored, unchecked.
export const otherAddress = toAddressSchema(v.exactOptional(v.unknown()));

// Members in the order in which violations are listed.
export const CONTACT_NAME_MEMBERS = Object.keys(contactName.entries);
export const ADDRESS_MEMBERS = Object.keys(entriesWith(contactName));
const STREET_LINES = ADDRESS_MEMBERS.filter((member) => member.startsWith('streetLine'));

/** An address's content after normalisation; absent members are left out. */
export interface Address {
  type: AddressType;
  name?: { firstName: string; middleName?: string; lastName: string };
  streetLine1: string;
  streetLine2?: string;
  streetLine3?: string;
  streetLine4?: string;
  streetLine5?: string;
  cityName?: string;
  stateCode?: string;
  countryCode?: string;
  zipCode: string;
}

/** An address to add, or to make primary where the customer has it. */
export interface NewAddress {
  id: string;
  content: Address;
  primary: boolean;
}

/** The schema of a new address (docs/api.md, section 2); its output is a `NewAddress`. */
export function addressSchemaFor(input: unknown) {
  const type = isJsonObject(input) ? input.type : undefined;
  const isShipping = typeof type === 'string' && type.trim() === 'SHIPPING';
  return isShipping ? shippingAddress : otherAddress;
}

/** The id of an address: a hash of its content, so that the same address always has the same id. */
export function addressId(address: Address): string {
  const { name } = address;
  const content = [
    ...[address.type, name?.firstName, name?.middleName, name?.lastName],
    ...[address.streetLine1, address.streetLine2, address.streetLine3, address.streetLine4],
    ...[address.streetLine5, address.cityName, address.stateCode, address.countryCode],
    address.zipCode,
  ];
  const text = JSON.stringify(content.map((part) => part ?? ''));
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

function toAddressSchema(contact: v.GenericSchema) {
  return v.pipe(
    closedObject(entriesWith(contact), ['id']),
    acrossMembers(brokenTogether),
    v.transform(toNewAddress),
  );
}

/** The rules that need more than one member of an address; each broken one names the member to fix. */
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
    yield ['stateCode', 'INVALID_VALUE', 'must be an ISO 3166-2 subdivision of countryCode.'];
  }
}

type AddressOutput = v.InferOutput<v.ObjectSchema<ReturnType<typeof entriesWith>, undefined>>;

function toNewAddress({ primary, name, ...members }: AddressOutput): NewAddress {
  const isShipping = members.type === 'SHIPPING';
  const content = withoutNulls({
    ...members,
    ...(isShipping && { name: withoutNulls(name as Record<string, unknown>) }),
  }) as unknown as Address;
  return { id: addressId(content), content, primary: primary === true };
}

function withoutNulls(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
