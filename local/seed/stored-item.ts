import {
  type Address,
  type AddressType,
  addressId,
  contentHash,
} from '../../lambda/customer/address.ts';
import {
  NO_WRITES,
  type StoredAddress,
  type StoredCustomer,
} from '../../lambda/customer/stored-customer.ts';
import type { SeedCustomer } from './seed-customer.ts';

const SEED = { id: 'seed', type: 'service-account' };
const FIRST_VERSION = 1;
// The order of addresses that a customer is created with; later ones get the customer's version.
const ORDER_OF_FIRST = 0;

type SeedAddress = NonNullable<SeedCustomer['addresses']>[number];

/**
 * The DynamoDB item of a customer at version 1, as the function stores it: with all maps, so that
 * the first update needs no second round. `now` is the default for the dates.
 */
export function toStoredItem(customer: SeedCustomer, now: string): StoredCustomer {
  const { addresses = [], createdAt = now, createdBy = SEED, ...rest } = customer;
  return {
    type: 'INDIVIDUAL',
    status: 'ACTIVE',
    primaryPhoneNumber: {},
    primaryEmail: {},
    placeOfBirth: {},
    metadata: {},
    createdAt,
    createdBy,
    updatedAt: createdAt,
    updatedBy: createdBy,
    ...rest,
    ...toStoredAddresses(customer.id, addresses),
    version: FIRST_VERSION,
    latestWrites: NO_WRITES,
  };
}

/** Equal addresses count once. If no address of a type is marked primary, the first one is. */
function toStoredAddresses(customerId: string, inputs: readonly SeedAddress[]) {
  const addresses: Record<string, StoredAddress> = {};
  const addressOrder: Record<string, number> = {};
  const primaryAddresses: Partial<Record<AddressType, string>> = {};
  for (const [position, input] of inputs.entries()) {
    const content = toContent(input);
    const id = addressId(customerId, contentHash(content));
    addresses[id] ??= { ...content, position };
    addressOrder[id] = ORDER_OF_FIRST;
    if (input.primary) primaryAddresses[content.type] = id;
    else primaryAddresses[content.type] ??= id;
  }
  return { addresses, addressOrder, primaryAddresses };
}

function toContent({ id: _, primary: __, name, ...members }: SeedAddress): Address {
  const isShipping = members.type === 'SHIPPING';
  return isShipping ? { ...members, name: name as Address['name'] & {} } : members;
}
