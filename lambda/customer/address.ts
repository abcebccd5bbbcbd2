import { createHash } from 'node:crypto';

export const ADDRESS_TYPES = ['MAILING', 'PHYSICAL', 'SHIPPING'] as const;
export type AddressType = (typeof ADDRESS_TYPES)[number];

/** The content of an address, normalised; absent members are left out. */
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

/** An address to add, or to make primary if it is stored already. */
export interface NewAddress {
  /** Equal for equal addresses, also of different customers. */
  contentHash: string;
  content: Address;
  primary: boolean;
}

/** A hash of an address's content. An older version used it as the address's id. */
export function contentHash(address: Address): string {
  const { name } = address;
  return hashOf([
    ...[address.type, name?.firstName, name?.middleName, name?.lastName],
    ...[address.streetLine1, address.streetLine2, address.streetLine3, address.streetLine4],
    ...[address.streetLine5, address.cityName, address.stateCode, address.countryCode],
    address.zipCode,
  ]);
}

/** The id of a customer's address, a hash of the customer's id and the address's content. */
export function addressId(customerId: string, contentHash: string): string {
  return hashOf([customerId, contentHash]);
}

function hashOf(parts: readonly (string | undefined)[]): string {
  const text = JSON.stringify(parts.map((part) => part ?? ''));
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
