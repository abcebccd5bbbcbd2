import { ADDRESS_TYPES, type AddressType } from '../customer/address.ts';
import type { CustomerUpdate } from '../customer/customer-update.ts';
import {
  addressIdsInOrder,
  hasAddress,
  primaryAddressId,
  type StoredCustomer,
  versionOf,
} from '../customer/stored-customer.ts';
import { type Change, STORED_VERSION } from './update-expression.ts';

/**
 * What an update changes in the customer's addresses. An address's id is a hash
 * of its content, so adding one that is stored already changes nothing, and
 * making one primary, which demotes the former, is one pointer.
 */
export function changesOfAddresses(update: CustomerUpdate, seen?: StoredCustomer): Change[] {
  const { added, removed } = update;
  const isNew = ({ id }: { id: string }) => !seen || !hasAddress(seen, id);
  return [
    ...added.filter(isNew).flatMap(({ id, content, index }): Change[] => [
      { path: ['addresses', id], ifAbsent: { ...content, position: index } },
      { path: ['addressOrder', id], ifAbsent: seen ? versionOf(seen) : STORED_VERSION },
    ]),
    ...removed.flatMap(({ id }): Change[] => [
      { path: ['addresses', id], remove: true },
      { path: ['addressOrder', id], remove: true },
    ]),
    ...ADDRESS_TYPES.flatMap((type) => changesOfPrimary(update, type, seen)),
  ];
}

function changesOfPrimary(
  { added, removed }: CustomerUpdate,
  type: AddressType,
  seen?: StoredCustomer,
): Change[] {
  const path = ['primaryAddresses', type] as const;
  const addedOfType = added.filter(({ content }) => content.type === type);
  const marked = addedOfType.find(({ primary }) => primary);
  if (marked) return [{ path, value: marked.id }];
  // Blind, the conditions see to it that no primary is removed.
  if (!seen) return [];
  const removedIds = new Set(removed.map(({ id }) => id));
  const primary = primaryAddressId(seen, type);
  if (primary === undefined || !removedIds.has(primary)) return [];
  const oldest = addressIdsInOrder(seen).find(
    (id) => seen.addresses?.[id]?.type === type && !removedIds.has(id),
  );
  const next = oldest ?? addedOfType[0]?.id;
  return [next === undefined ? { path, remove: true } : { path, value: next }];
}
