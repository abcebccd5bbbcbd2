import { createHash } from 'node:crypto';

export const ADDRESS_TYPES = ['MAILING', 'PHYSICAL', 'SHIPPING'] as const;
export type AddressType = (typeof ADDRESS_TYPES)[number];

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
