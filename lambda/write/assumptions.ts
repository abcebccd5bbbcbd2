import { ADDRESS_TYPES, type AddressType } from '../customer/address.ts';
import type { CustomerUpdate } from '../customer/customer-update.ts';
import {
  NO_WRITES,
  primaryAddressId,
  type StoredCustomer,
  storedAddressId,
} from '../customer/stored-customer.ts';
import type { UpdateRequest } from './update-request.ts';

/** Attributes that are changed member by member. */
const MAPS = [
  'metadata',
  'primaryPhoneNumber',
  'primaryEmail',
  'placeOfBirth',
  'addresses',
  'addressOrder',
  'primaryAddresses',
] as const satisfies readonly (keyof StoredCustomer)[];

/** The maps with a `verified` mark, and the member that the mark refers to. */
export const VERIFIED = { primaryPhoneNumber: 'number', primaryEmail: 'value' } as const;
type VerifiedMap = keyof typeof VERIFIED;

/**
 * What a plan assumes about the stored customer. The plan's condition states all of it, so the
 * write succeeds only where it holds, whatever else has changed in the meantime.
 */
export interface Assumptions {
  hasVersion: boolean;
  /** Whether `latestWrites` is stored, at full length. */
  remembers: boolean;
  /** Maps that the item lacks, which the write sets as a whole. */
  missing: readonly string[];
  /** Maps whose verified mark is reset, because the verified value changes. */
  lowered: readonly VerifiedMap[];
  /** Content hash → id of the added addresses that are already stored. */
  stored: Readonly<Record<string, string>>;
  /** Address type → id of the primary address, where the type has no pointer. */
  unmarked: Readonly<Partial<Record<AddressType, string>>>;
}

/** True of any customer that this service wrote last, if no verified mark is reset. */
export const USUAL: Assumptions = {
  hasVersion: true,
  remembers: true,
  missing: [],
  lowered: [],
  stored: {},
  unmarked: {},
};

/** The assumptions that hold for the customer just seen. */
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

/**
 * Only missing and NULL: an attribute of another type is never replaced. DynamoDB rejects a
 * write into it, so nothing is lost.
 */
function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** A mark is reset where the verified value changes and the request does not set the mark. */
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
