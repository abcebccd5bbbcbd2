import { ADDRESS_TYPES, type AddressType } from '../customer/address.ts';
import type { CustomerUpdate } from '../customer/customer-update.ts';
import {
  NO_WRITES,
  primaryAddressId,
  type StoredCustomer,
  storedAddressId,
} from '../customer/stored-customer.ts';
import type { UpdateRequest } from './update-request.ts';

/** Attributes whose members are changed one by one. */
const MAPS = [
  'metadata',
  'primaryPhoneNumber',
  'primaryEmail',
  'placeOfBirth',
  'addresses',
  'addressOrder',
  'primaryAddresses',
] as const satisfies readonly (keyof StoredCustomer)[];

/** Where a verified mark is, and the member beside it that it is about. */
export const VERIFIED = { primaryPhoneNumber: 'number', primaryEmail: 'value' } as const;
type VerifiedMap = keyof typeof VERIFIED;

/**
 * What a plan takes for granted of the customer. Its condition says all of it,
 * so that it is right for every customer of whom this holds, whatever else has
 * changed meanwhile.
 */
export interface Assumptions {
  hasVersion: boolean;
  /** Whether the memory of the latest writes is there, in full length. */
  remembers: boolean;
  /** Maps that are missing, to be made whole. */
  missing: readonly string[];
  /** Where a verified mark falls, because what it is about changes. */
  lowered: readonly VerifiedMap[];
  /** Hash of the content → id of added addresses that the customer has already. */
  stored: Readonly<Record<string, string>>;
  /** Address type → id of the primary address that nothing points to. */
  unmarked: Readonly<Partial<Record<AddressType, string>>>;
}

/** Of a customer as this service leaves one, none of whose verified marks falls. */
export const USUAL: Assumptions = {
  hasVersion: true,
  remembers: true,
  missing: [],
  lowered: [],
  stored: {},
  unmarked: {},
};

/** What is to be assumed after a look at the customer. */
export function assumptionsOf(request: UpdateRequest, seen: StoredCustomer): Assumptions {
  const { update } = request;
  const { latestWrites } = seen;
  return {
    hasVersion: !isMissing(seen.version),
    remembers: Array.isArray(latestWrites) && latestWrites.length >= NO_WRITES.length,
    missing: MAPS.filter((map) => isMissing(seen[map])),
    lowered: (Object.keys(VERIFIED) as VerifiedMap[]).filter((map) => falls(map, update, seen)),
    stored: storedOf(update, seen),
    unmarked: unmarkedOf(update, seen),
  };
}

/** What is neither missing nor NULL is never replaced: DynamoDB refuses the write, and nothing is lost. */
function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** A verified mark falls where what was verified really changes and the request does not set the mark. */
function falls(map: VerifiedMap, { maps }: CustomerUpdate, seen: StoredCustomer): boolean {
  const members = maps[map];
  const value = members?.[VERIFIED[map]];
  const stored: Record<string, unknown> = seen[map] ?? {};
  const changes = value !== undefined && value !== stored[VERIFIED[map]];
  return changes && members?.verified === undefined && stored.verified === true;
}

function storedOf({ added }: CustomerUpdate, seen: StoredCustomer): Assumptions['stored'] {
  const pairs = added.flatMap(({ contentHash }) => {
    const id = storedAddressId(seen, contentHash);
    return id === undefined ? [] : [[contentHash, id]];
  });
  return Object.fromEntries(pairs);
}

function unmarkedOf({ added }: CustomerUpdate, seen: StoredCustomer): Assumptions['unmarked'] {
  const types = ADDRESS_TYPES.filter((type) => added.some(({ content }) => content.type === type));
  const pairs = types.flatMap((type) => {
    const id = primaryAddressId(seen, type);
    const hasPointer = !isMissing(seen.primaryAddresses?.[type]);
    return id === undefined || hasPointer ? [] : [[type, id]];
  });
  return Object.fromEntries(pairs);
}
