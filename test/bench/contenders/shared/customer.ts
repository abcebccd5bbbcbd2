// biome-ignore lint/suspicious/noExplicitAny: an item as stored, of any form
type Item = any;

const STRINGS = [
  ...['type', 'firstName', 'middleName', 'lastName', 'prefix', 'suffix', 'sex', 'gender'],
  ...['securityQuestion', 'securityAnswer', 'pronoun'],
];
const ADDRESS_STRINGS = [
  ...['streetLine1', 'streetLine2', 'streetLine3', 'streetLine4', 'streetLine5'],
  ...['cityName', 'stateCode', 'countryCode', 'zipCode'],
];

const strings = (from: Item, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, from?.[name] ?? '']));

/** The Individual Customer object of an item, as every contender answers it. */
export function toCustomer(item: Item) {
  return {
    ...strings(item, ['id', 'status']),
    addresses: toAddresses(item),
    metadata: item.metadata ?? {},
    createdBy: strings(item.createdBy, ['id', 'type']),
    createdAt: item.createdAt,
    updatedBy: strings(item.updatedBy, ['id', 'type']),
    updatedAt: item.updatedAt,
    ...strings(item, STRINGS),
    primaryPhoneNumber: {
      ...strings(item.primaryPhoneNumber, ['number', 'type', 'provider', 'extension']),
      verified: item.primaryPhoneNumber?.verified === true,
    },
    primaryEmail: {
      value: item.primaryEmail?.value ?? '',
      verified: item.primaryEmail?.verified === true,
    },
    dateOfBirth: item.dateOfBirth ?? '',
    placeOfBirth: strings(item.placeOfBirth, ['city', 'countryCode']),
    socialId: (item.socialId ?? '').slice(-4),
    ...strings(item, ['socialIdCountryCode', 'citizenshipCountryCode']),
  };
}

function toAddresses({ addresses = {}, addressOrder = {}, primaryAddresses = {} }: Item) {
  return Object.entries<Item>(addresses)
    .sort(
      ([a, one], [b, other]) => addressOrder[a] - addressOrder[b] || one.position - other.position,
    )
    .map(([id, address]) => ({
      id,
      type: address.type,
      ...(address.type === 'SHIPPING' && {
        name: strings(address.name, ['firstName', 'middleName', 'lastName']),
      }),
      ...strings(address, ADDRESS_STRINGS),
      primary: primaryAddresses[address.type] === id,
    }));
}
