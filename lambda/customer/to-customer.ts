import { ADDRESS_TYPES } from './address.ts';
import {
  type Actor,
  addressesInOrder,
  PROFILE_STRINGS,
  primaryAddressId,
  type StoredAddress,
  type StoredCustomer,
} from './stored-customer.ts';

/**
 * The Individual Customer object of a response: an allow-list of members, in the order of the
 * product owner's sample. No other attribute of the item is returned (docs/api.md, section 3).
 */
export function toCustomer(item: StoredCustomer) {
  const { primaryPhoneNumber: phone, primaryEmail: email, placeOfBirth: birth } = item;
  return {
    id: item.id,
    status: stringOrEmpty(item.status),
    addresses: toAddresses(item),
    metadata: toMetadata(item.metadata),
    createdBy: toActor(item.createdBy),
    createdAt: stringOrEmpty(item.createdAt),
    updatedBy: toActor(item.updatedBy),
    updatedAt: stringOrEmpty(item.updatedAt),
    type: stringOrEmpty(item.type),
    ...stringsOf(item, PROFILE_STRINGS),
    primaryPhoneNumber: {
      number: stringOrEmpty(phone?.number),
      type: stringOrEmpty(phone?.type),
      provider: stringOrEmpty(phone?.provider),
      extension: stringOrEmpty(phone?.extension),
      verified: phone?.verified === true,
    },
    primaryEmail: { value: stringOrEmpty(email?.value), verified: email?.verified === true },
    dateOfBirth: stringOrEmpty(item.dateOfBirth),
    placeOfBirth: {
      city: stringOrEmpty(birth?.city),
      countryCode: stringOrEmpty(birth?.countryCode),
    },
    socialId: truncateSocialId(stringOrEmpty(item.socialId)),
    socialIdCountryCode: stringOrEmpty(item.socialIdCountryCode),
    citizenshipCountryCode: stringOrEmpty(item.citizenshipCountryCode),
  };
}

export type Customer = ReturnType<typeof toCustomer>;

/** The last 4 characters, or the last half of fewer than 8. */
export function truncateSocialId(socialId: string): string {
  const characters = [...socialId];
  const kept = characters.length < 8 ? Math.floor(characters.length / 2) : 4;
  return characters.slice(characters.length - kept).join('');
}

function toAddresses(item: StoredCustomer) {
  const primaries = new Set(ADDRESS_TYPES.map((type) => primaryAddressId(item, type)));
  return addressesInOrder(item).map(([id, address]) => toAddress(id, address, primaries.has(id)));
}

function toAddress(id: string, address: StoredAddress, primary: boolean) {
  const { name } = address;
  return {
    id,
    type: stringOrEmpty(address.type),
    ...(address.type === 'SHIPPING' && {
      name: {
        firstName: stringOrEmpty(name?.firstName),
        middleName: stringOrEmpty(name?.middleName),
        lastName: stringOrEmpty(name?.lastName),
      },
    }),
    streetLine1: stringOrEmpty(address.streetLine1),
    streetLine2: stringOrEmpty(address.streetLine2),
    streetLine3: stringOrEmpty(address.streetLine3),
    streetLine4: stringOrEmpty(address.streetLine4),
    streetLine5: stringOrEmpty(address.streetLine5),
    cityName: stringOrEmpty(address.cityName),
    stateCode: stringOrEmpty(address.stateCode),
    countryCode: stringOrEmpty(address.countryCode),
    zipCode: stringOrEmpty(address.zipCode),
    primary,
  };
}

/** Sorted by key, because DynamoDB does not keep the order of a map's members. */
function toMetadata(metadata: StoredCustomer['metadata']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata ?? {})
      .filter(([, value]) => typeof value === 'string')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function toActor(actor: Actor | undefined): Actor {
  return { id: stringOrEmpty(actor?.id), type: stringOrEmpty(actor?.type) };
}

function stringsOf<K extends string>(from: Partial<Record<K, string>>, names: readonly K[]) {
  const entries = names.map((name) => [name, stringOrEmpty(from[name])]);
  return Object.fromEntries(entries) as Record<K, string>;
}

/** "" for a string that was never set, or that another writer set to a value of another type. */
function stringOrEmpty(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
