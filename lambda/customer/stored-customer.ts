import { type Address, type AddressType, addressId } from './address.ts';

/** Addresses that a customer may have at most (docs/api.md, section 2). */
export const MAX_ADDRESSES = 50;

/** Metadata pairs that a customer may have, and a request may set, at most (docs/api.md, section 1.3). */
export const MAX_PAIRS = 5;

/** Who made a change: the `sub` of the caller's token. */
export interface Actor {
  id: string;
  type: string;
}

/**
 * An address as stored. `position` is its place among the addresses of the
 * request that added it; with the customer's version of that moment
 * (`addressOrder`) it gives the order in which addresses were added, without
 * any clock.
 */
export type StoredAddress = Address & { position: number };

/**
 * The memory of a customer without writes. It is always as long: a write takes the
 * two places at the end and gives those at the front up, so that a key outlives the
 * 16 writes after its own (docs/api.md, section 4).
 */
export const NO_WRITES: readonly string[] = Array(2 * 17).fill('');

/** The plain strings of a profile, in the order of an answer. */
export const PROFILE_STRINGS = [
  'firstName',
  'middleName',
  'lastName',
  'prefix',
  'suffix',
  'sex',
  'gender',
  'securityQuestion',
  'securityAnswer',
  'pronoun',
] as const;

type ProfileStrings = Record<(typeof PROFILE_STRINGS)[number], string>;

/**
 * The DynamoDB item of a customer; the table's partition key is `id`.
 * Everything but `id` and `type` may be missing, or NULL, in an item written by something older.
 */
export interface StoredCustomer extends Partial<ProfileStrings> {
  id: string;
  tenantId?: string;
  type?: string;
  status?: string;
  dateOfBirth?: string;
  socialId?: string;
  socialIdCountryCode?: string;
  citizenshipCountryCode?: string;
  primaryPhoneNumber?: {
    number?: string;
    type?: string;
    provider?: string;
    extension?: string;
    verified?: boolean;
  };
  primaryEmail?: { value?: string; verified?: boolean };
  placeOfBirth?: { city?: string; countryCode?: string };
  metadata?: Record<string, string>;
  /** Address id → address. */
  addresses?: Record<string, StoredAddress>;
  /** Address id → version that the customer had when the address was added; 0 where it began with it. */
  addressOrder?: Record<string, number>;
  /** Address type → id of its primary address. */
  primaryAddresses?: Partial<Record<AddressType, string>>;
  createdBy?: Actor;
  createdAt?: string;
  updatedBy?: Actor;
  updatedAt?: string;
  version?: number;
  /** Of the latest writes, oldest first: the hash of the key, then the fingerprint of the body. */
  latestWrites?: readonly string[];
}

/** The stored customer's version; an item written by something older counts as 0 (docs/api.md, section 4). */
export function versionOf(item: StoredCustomer): number {
  return item.version ?? 0;
}

/** Whether the customer has an address; an id of a request may be the name of a member of every object. */
export function hasAddress({ addresses }: StoredCustomer, id: string): boolean {
  return Object.hasOwn(addresses ?? {}, id) && isAddress(addresses?.[id]);
}

/** Something else may have put anything between the addresses. */
function isAddress(value: Partial<StoredAddress> | null | undefined): boolean {
  return typeof value?.type === 'string';
}

/** The id under which the customer has an address of this content, if it has. */
export function storedAddressId(item: StoredCustomer, contentHash: string): string | undefined {
  return [addressId(item.id, contentHash), contentHash].find((id) => hasAddress(item, id));
}

/** Ids of the customer's addresses in the order in which they were added. */
export function addressIdsInOrder(item: StoredCustomer): string[] {
  // `??`, not a default value: something older may have stored NULL.
  const addresses = item.addresses ?? {};
  const rank = (id: string) => numberOr(-1, item.addressOrder?.[id]);
  const position = (id: string) => numberOr(0, addresses[id]?.position);
  return Object.keys(addresses)
    .filter((id) => isAddress(addresses[id]))
    .sort((a, b) => rank(a) - rank(b) || position(a) - position(b) || (a < b ? -1 : 1));
}

function numberOr(fallback: number, value: unknown): number {
  return typeof value === 'number' ? value : fallback;
}

/** The id of the primary address of a type: the pointer's, or the oldest of its type where the pointer hangs. */
export function primaryAddressId(item: StoredCustomer, type: AddressType): string | undefined {
  const pointer = item.primaryAddresses?.[type];
  if (pointer !== undefined && item.addresses?.[pointer]?.type === type) return pointer;
  return addressIdsInOrder(item).find((id) => item.addresses?.[id]?.type === type);
}
