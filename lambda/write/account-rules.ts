import { ADDRESS_TYPES, type NewAddress } from '../customer/address.ts';
import type { CustomerUpdate } from '../customer/customer-update.ts';
import {
  addressesInOrder,
  hasAddress,
  MAX_ADDRESSES,
  MAX_PAIRS,
  primaryAddressId,
  type StoredCustomer,
  storedAddressId,
} from '../customer/stored-customer.ts';
import type { Violation } from '../violation.ts';
import { toViolation } from '../violation.ts';

/** The account rules that the update would break for the stored customer, in document order. */
export function brokenAccountRules(update: CustomerUpdate, seen: StoredCustomer): Violation[] {
  return [
    ...brokenAddressLimit(update, seen),
    ...brokenAddressElements(update, seen),
    ...brokenMetadataLimit(update, seen),
    ...brokenType(seen),
  ];
}

function brokenAddressLimit({ added, removed }: CustomerUpdate, seen: StoredCustomer): Violation[] {
  const stored = addressesInOrder(seen).length;
  const isNew = ({ contentHash }: NewAddress) => storedAddressId(seen, contentHash) === undefined;
  const grows = added.filter(isNew).length;
  const shrinks = removed.filter(({ id }) => hasAddress(seen, id)).length;
  if (grows === 0 || stored + grows - shrinks <= MAX_ADDRESSES) return [];
  const rule = `must number at most ${MAX_ADDRESSES}, including those already stored.`;
  return [toViolation(['addresses'], 'ADDRESS_LIMIT_EXCEEDED', rule)];
}

/** Violations of single elements, in the order of the elements. */
function brokenAddressElements(
  { added, removed }: CustomerUpdate,
  seen: StoredCustomer,
): Violation[] {
  const firstsUnmarked = ADDRESS_TYPES.flatMap((type) => {
    const ofType = added.filter(({ content }) => content.type === type);
    const hasPrimary = ofType.some(({ primary }) => primary) || primaryAddressId(seen, type);
    return hasPrimary ? [] : ofType.slice(0, 1);
  });
  const unknown = removed.filter(({ id }) => !hasAddress(seen, id));
  return [
    ...firstsUnmarked.map(({ index, content }) => ({
      index,
      violation: toViolation(
        ['addresses', index, 'primary'],
        'PRIMARY_ADDRESS_REQUIRED',
        `must be true for one of the ${content.type} addresses, because the customer has none yet.`,
      ),
    })),
    ...unknown.map(({ index }) => ({
      index,
      violation: toViolation(
        ['addresses', index, 'id'],
        'ADDRESS_NOT_FOUND',
        "must identify one of the customer's addresses.",
      ),
    })),
  ]
    .sort((a, b) => a.index - b.index)
    .map(({ violation }) => violation);
}

function brokenMetadataLimit({ maps }: CustomerUpdate, seen: StoredCustomer): Violation[] {
  const members = Object.entries(maps.metadata ?? {});
  if (members.every(([, value]) => value === null)) return [];
  // Only strings count as pairs.
  const stored = Object.entries(seen.metadata ?? {}).filter(
    ([, value]) => typeof value === 'string',
  );
  const keys = new Set(stored.map(([key]) => key));
  for (const [key, value] of members) {
    if (value === null) keys.delete(key);
    else keys.add(key);
  }
  if (keys.size <= MAX_PAIRS) return [];
  const rule = `must have at most ${MAX_PAIRS} pairs, including those already stored.`;
  return [toViolation(['metadata'], 'METADATA_LIMIT_EXCEEDED', rule)];
}

function brokenType(seen: StoredCustomer): Violation[] {
  if (seen.type === 'INDIVIDUAL') return [];
  return [
    toViolation(
      ['type'],
      'CUSTOMER_TYPE_MISMATCH',
      'must be INDIVIDUAL, but the stored customer has another type.',
    ),
  ];
}
