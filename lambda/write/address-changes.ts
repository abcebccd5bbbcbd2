import { ADDRESS_TYPES, type AddressType, addressId } from '../customer/address.ts';
import { addressesInOrder, primaryAddressId } from '../customer/stored-customer.ts';
import type { Assumptions } from './assumptions.ts';
import type { Plan } from './plan.ts';
import { type Change, STORED_VERSION } from './update-expression.ts';
import type { UpdateRequest } from './update-request.ts';

// The order of addresses that the customer was created with: before any added since.
const ORDER_OF_FIRST = 0;

/**
 * The changes to the customer's addresses. An address's id is a hash of the customer's id and
 * the address's content, so adding a stored address again is a no-op. The primary address of
 * a type is a pointer, so one write promotes an address and demotes the former one.
 */
export function changesOfAddresses(request: UpdateRequest, plan: Plan): Change[] {
  const { added, removed } = request.update;
  const { stored, hasVersion, missing } = plan.assumptions;
  // A value that sets the whole map cannot refer to stored attributes.
  const order = hasVersion && !missing.includes('addressOrder') ? STORED_VERSION : ORDER_OF_FIRST;
  const isNew = ({ contentHash }: { contentHash: string }) => !(contentHash in stored);
  return [
    ...added.filter(isNew).flatMap(({ contentHash, content, index }): Change[] => {
      const id = addressId(request.customerId, contentHash);
      return [
        { path: ['addresses', id], ifAbsent: { ...content, position: index } },
        { path: ['addressOrder', id], ifAbsent: order },
      ];
    }),
    ...removed.flatMap(({ id }): Change[] => [
      { path: ['addresses', id], remove: true },
      { path: ['addressOrder', id], remove: true },
    ]),
    ...ADDRESS_TYPES.flatMap((type) => changesOfPrimary(request, plan, type)),
  ];
}

/** The id under which an added address is stored or will be. */
export function idOfAdded(
  { customerId }: UpdateRequest,
  { stored }: Assumptions,
  contentHash: string,
): string {
  return stored[contentHash] ?? addressId(customerId, contentHash);
}

function changesOfPrimary(
  request: UpdateRequest,
  { assumptions, pinnedTo }: Plan,
  type: AddressType,
): Change[] {
  const { added, removed } = request.update;
  const path = ['primaryAddresses', type] as const;
  const addedOfType = added.filter(({ content }) => content.type === type);
  const idOf = ({ contentHash }: { contentHash: string }) =>
    idOfAdded(request, assumptions, contentHash);
  const marked = addedOfType.find(({ primary }) => primary);
  if (marked) return [{ path, value: idOf(marked) }];
  const removedIds = new Set(removed.map(({ id }) => id));
  const primary = pinnedTo && primaryAddressId(pinnedTo, type);
  // In an unpinned plan the conditions rule out the removal of a primary address.
  if (pinnedTo && primary !== undefined && removedIds.has(primary)) {
    const oldest = addressesInOrder(pinnedTo).find(
      ([id, address]) => address.type === type && !removedIds.has(id),
    );
    const next = oldest?.[0] ?? addedOfType.map(idOf)[0];
    return [next === undefined ? { path, remove: true } : { path, value: next }];
  }
  const unmarked = assumptions.unmarked[type];
  return unmarked === undefined ? [] : [{ path, value: unmarked }];
}
