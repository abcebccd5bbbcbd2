import {
  NO_WRITES,
  type StoredAddress,
  type StoredCustomer,
} from '../../lambda/customer/stored-customer.ts';
import type { UpdateRequest } from '../../lambda/write/update-request.ts';
import { updateOf } from './violations.ts';

/** A validated request for `customer-1`, with the given members replaced. */
export function requestOf(body: unknown, more: Partial<UpdateRequest> = {}): UpdateRequest {
  return {
    customerId: 'customer-1',
    principalId: 'alice',
    update: updateOf(body),
    write: { key: 'KEY', body: 'BODY' },
    now: 'NOW',
    ...more,
  };
}

/** A stored address of a type, the nth of the request that added it. */
export function storedAddress(type = 'MAILING', position = 0): StoredAddress {
  return { type, streetLine1: '1', zipCode: '1', position } as StoredAddress;
}

/** `customer-1` as this service stores it, with the given attributes replaced. */
export function storedWith(attributes: object = {}): StoredCustomer {
  const maps = { metadata: {}, primaryPhoneNumber: {}, primaryEmail: {}, placeOfBirth: {} };
  const addresses = { addresses: {}, addressOrder: {}, primaryAddresses: {} };
  const latestWrites = [...NO_WRITES];
  const customer = { id: 'customer-1', type: 'INDIVIDUAL', version: 7, latestWrites };
  return { ...customer, ...maps, ...addresses, ...attributes } as StoredCustomer;
}
