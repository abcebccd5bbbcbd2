import { ADDRESS_TYPES, type AddressType, addressId } from '../customer/address.ts';
import { MAX_ADDRESSES } from '../customer/stored-customer.ts';
import type { Condition } from './conditions.ts';
import { marksPrimary } from './plan.ts';

const roomForAddresses: Condition = (placeholders, { update }, { stored, missing }) => {
  const added = update.added.filter(({ contentHash }) => !(contentHash in stored));
  if (added.length === 0 || missing.includes('addresses')) return [];
  const room = MAX_ADDRESSES - added.length + update.removed.length;
  return `size(${placeholders.path('addresses')}) <= ${placeholders.value(room)}`;
};

/**
 * An address assumed to be new is stored with its place in the order, so that adding it is a
 * no-op, or under neither its id nor the one that an older version gave it. Otherwise it would
 * be duplicated, or placed at the end of the order.
 */
const addedAsAssumed: Condition = (placeholders, { customerId, update }, { stored }) =>
  update.added.map(({ contentHash }) => {
    const address = (id: string) => placeholders.path('addresses', id);
    const storedId = stored[contentHash];
    if (storedId !== undefined) return `attribute_exists(${address(storedId)})`;
    const id = addressId(customerId, contentHash);
    const isPlaced = `attribute_exists(${placeholders.path('addressOrder', id)})`;
    const isNew = [id, contentHash].map((one) => `attribute_not_exists(${address(one)})`);
    return `(${isPlaced} OR ${isNew.join(' AND ')})`;
  });

/**
 * Each added type has a primary address, unless this change marks one. Only the pointer is
 * checked: one that points to no address passes.
 */
const primaryOfEachAddedType: Condition = (placeholders, { update }, { unmarked }) =>
  typesOf(update.added)
    .filter((type) => !marksPrimary(update.added, type))
    .flatMap((type) => {
      const pointer = placeholders.path('primaryAddresses', type);
      const id = unmarked[type];
      if (id === undefined) return [`attribute_exists(${pointer})`];
      return [
        `attribute_not_exists(${pointer})`,
        `attribute_exists(${placeholders.path('addresses', id)})`,
      ];
    });

function typesOf(added: readonly { content: { type: AddressType } }[]): AddressType[] {
  return ADDRESS_TYPES.filter((type) => added.some(({ content }) => content.type === type));
}

/** The removed addresses are stored, and none is a primary one that the request leaves in place. */
const removableAddresses: Condition = (placeholders, { update: { added, removed } }) => {
  if (removed.length === 0) return [];
  const pointers = ADDRESS_TYPES.filter((type) => !marksPrimary(added, type)).map((type) =>
    placeholders.path('primaryAddresses', type),
  );
  return removed.flatMap(({ id }) => [
    `attribute_exists(${placeholders.path('addresses', id)})`,
    ...(pointers.length > 0 ? [`NOT ${placeholders.value(id)} IN (${pointers.join(', ')})`] : []),
  ]);
};

/** The conditions on addresses in a plan that is not pinned to a version. */
export const ADDRESS_CONDITIONS = [
  roomForAddresses,
  addedAsAssumed,
  primaryOfEachAddedType,
  removableAddresses,
];
