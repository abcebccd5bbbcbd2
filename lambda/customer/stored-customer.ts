import { type Address, type AddressType, addressId } from './address.ts';

/** Maximum number of addresses of a customer (docs/api.md, section 2). */
export const MAX_ADDRESSES = 50;

/** Maximum number of metadata pairs of a customer, and in a request (docs/api.md, section 1.3). */
export const MAX_PAIRS = 5;

/** Who made a change: the `sub` of the caller's token. */
export interface Actor {
  id: string;
  type: string;
}

/**
 * A stored address. `position` is its index in the request that added it; together with the
 * customer's version at that moment (`addressOrder`) it gives the order in which addresses
 * were added, without a clock.
 */
export type StoredAddress = Address & { position: number };

/**
 * `latestWrites` of a customer without writes. The list keeps its length: each write appends
 * two elements and removes two at the front, so that a key survives the 16 writes after its
 * own (docs/api.md, section 4).
 */
export const NO_WRITES: readonly string[] = Array(2 * 17).fill('');

/** The plain strings of a profile, in the order of a response. */
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
 * The DynamoDB item of a customer; the partition key is `id`. In an item from an older writer
 * everything but `id` and `type` may be missing or NULL.
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
  /** Address id → the customer's version when it was added; 0 if the customer began with it. */
  addressOrder?: Record<string, number>;
  /** Address type → id of the primary address. */
  primaryAddresses?: Partial<Record<AddressType, string>>;
  createdBy?: Actor;
  createdAt?: string;
  updatedBy?: Actor;
  updatedAt?: string;
  version?: number;
  /** The latest writes, oldest first: hash of the key, then fingerprint of the body. */
  latestWrites?: readonly string[];
}

/** The stored version; an item without one counts as version 0 (docs/api.md, section 4). */
export function versionOf(item: StoredCustomer): number {
  return item.version ?? 0;
}

/** Whether an address is stored. The id may be any string, such as `constructor`. */
export function hasAddress({ addresses }: StoredCustomer, id: string): boolean {
  return Object.hasOwn(addresses ?? {}, id) && isAddress(addresses?.[id]);
}

/** Other writers may have stored anything among the addresses. */
function isAddress(value: Partial<StoredAddress> | null | undefined): boolean {
  return typeof value?.type === 'string';
}

/** The id under which an address with this content is stored, if it is. */
export function storedAddressId(item: StoredCustomer, contentHash: string): string | undefined {
  return [addressId(item.id, contentHash), contentHash].find((id) => hasAddress(item, id));
}

/** The addresses with their ids, in the order in which they were added; those without a place come first. */
export function addressesInOrder(item: StoredCustomer): [id: string, address: StoredAddress][] {
  const rank = (id: string) => numberOr(-1, item.addressOrder?.[id]);
  const position = (address: StoredAddress) => numberOr(0, address.position);
  // `??`, not a default value: an older writer may have stored NULL.
  return Object.entries(item.addresses ?? {})
    .filter(([, address]) => isAddress(address))
    .sort(
      ([a, one], [b, other]) =>
        rank(a) - rank(b) || position(one) - position(other) || (a < b ? -1 : 1),
    );
}

function numberOr(fallback: number, value: unknown): number {
  return typeof value === 'number' ? value : fallback;
}

/**
 * The id of the primary address of a type: where the pointer leads, or the oldest address of the
 * type if the pointer is missing or dangling.
 */
export function primaryAddressId(item: StoredCustomer, type: AddressType): string | undefined {
  const pointer = item.primaryAddresses?.[type];
  if (pointer !== undefined && item.addresses?.[pointer]?.type === type) return pointer;
  return addressesInOrder(item).find(([, address]) => address.type === type)?.[0];
}
