import { ADDRESS_TYPES } from './address.ts';
import {
  type Actor,
  addressIdsInOrder,
  primaryAddressId,
  type StoredAddress,
  type StoredCustomer,
} from './stored-customer.ts';

/**
 * The Individual Customer object of a response: every member of the product
 * owner's sample, in its order, by an allow-list; what else an item holds never
 * leaves (contract, section 3).
 */
export function toCustomer(item: StoredCustomer) {
  const { primaryPhoneNumber: phone, primaryEmail: email, placeOfBirth: birth } = item;
  return {
    id: item.id,
    status: string(item.status),
    addresses: toAddresses(item),
    metadata: toMetadata(item.metadata),
    createdBy: toActor(item.createdBy),
    createdAt: string(item.createdAt),
    updatedBy: toActor(item.updatedBy),
    updatedAt: string(item.updatedAt),
    type: string(item.type),
    firstName: string(item.firstName),
    middleName: string(item.middleName),
    lastName: string(item.lastName),
    prefix: string(item.prefix),
    suffix: string(item.suffix),
    sex: string(item.sex),
    gender: string(item.gender),
    securityQuestion: string(item.securityQuestion),
    securityAnswer: string(item.securityAnswer),
    pronoun: string(item.pronoun),
    primaryPhoneNumber: {
      number: string(phone?.number),
      type: string(phone?.type),
      provider: string(phone?.provider),
      extension: string(phone?.extension),
      verified: phone?.verified === true,
    },
    primaryEmail: { value: string(email?.value), verified: email?.verified === true },
    dateOfBirth: string(item.dateOfBirth),
    placeOfBirth: { city: string(birth?.city), countryCode: string(birth?.countryCode) },
    socialId: truncate(string(item.socialId)),
    socialIdCountryCode: string(item.socialIdCountryCode),
    citizenshipCountryCode: string(item.citizenshipCountryCode),
  };
}

export type Customer = ReturnType<typeof toCustomer>;

/** The last 4 characters, or the last half where there are fewer than 8. */
export function truncate(socialId: string): string {
  const characters = [...socialId];
  const kept = characters.length < 8 ? Math.floor(characters.length / 2) : 4;
  return characters.slice(characters.length - kept).join('');
}

function toAddresses(item: StoredCustomer) {
  const primaries = new Set(ADDRESS_TYPES.map((type) => primaryAddressId(item, type)));
  return addressIdsInOrder(item).flatMap((id) => {
    const address = item.addresses?.[id];
    return address ? [toAddress(id, address, primaries.has(id))] : [];
  });
}

function toAddress(id: string, address: StoredAddress, primary: boolean) {
  const { name } = address;
  return {
    id,
    type: string(address.type),
    ...(address.type === 'SHIPPING' && {
      name: {
        firstName: string(name?.firstName),
        middleName: string(name?.middleName),
        lastName: string(name?.lastName),
      },
    }),
    streetLine1: string(address.streetLine1),
    streetLine2: string(address.streetLine2),
    streetLine3: string(address.streetLine3),
    streetLine4: string(address.streetLine4),
    streetLine5: string(address.streetLine5),
    cityName: string(address.cityName),
    stateCode: string(address.stateCode),
    countryCode: string(address.countryCode),
    zipCode: string(address.zipCode),
    primary,
  };
}

/** Sorted by key: DynamoDB keeps no order of a map's members. */
function toMetadata(metadata: StoredCustomer['metadata']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata ?? {})
      .filter(([, value]) => typeof value === 'string')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function toActor(actor: Actor | undefined): Actor {
  return { id: string(actor?.id), type: string(actor?.type) };
}

/** A string never set, or set by something else to what is no string, is "". */
function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
