import { ADDRESS_TYPES } from '../customer/address.ts';
import { MAX_PAIRS, primaryAddressId, type StoredCustomer } from '../customer/stored-customer.ts';
import { type Assumptions, assumptionsOf, USUAL } from './assumptions.ts';
import type { UpdateRequest } from './update-request.ts';

// DynamoDB's limit for IN. An If-Match with more tags that match past it costs a second attempt.
export const MAX_IN_OPERANDS = 100;

/** How a change is to be made: by what is assumed and, where that is not enough, to one very item. */
export interface Plan {
  assumptions: Assumptions;
  /** The item that the change fits, pinned to its version. */
  pinnedTo?: StoredCustomer;
}

/** The plan of a first attempt: made blind, right for nearly every customer. */
export const FIRST_PLAN: Plan = { assumptions: USUAL };

/**
 * The plan after one whose condition failed for the item `seen`. It is pinned to
 * the item's version only where it must be, for a pinned plan loses to every
 * other writer: where the change depends on all addresses, and where the failed
 * plan assumed nothing wrong, so that the bounds in its condition were too strict.
 */
export function nextPlan(request: UpdateRequest, failed: Plan, seen: StoredCustomer): Plan {
  const assumptions = assumptionsOf(request, seen);
  const wereRight =
    !failed.pinnedTo && JSON.stringify(failed.assumptions) === JSON.stringify(assumptions);
  return wereRight || removesPrimary(request, seen) || isBoundTooStrict(request, seen)
    ? { assumptions, pinnedTo: seen }
    : { assumptions };
}

/** Whether the condition on the metadata or the version is known to be too strict for the item. */
function isBoundTooStrict({ update, ifMatch }: UpdateRequest, seen: StoredCustomer): boolean {
  if (ifMatch && ifMatch.length > MAX_IN_OPERANDS) return true;
  const stored = seen.metadata ?? {};
  const size = Object.keys(stored).length;
  const members = Object.entries(update.maps.metadata ?? {});
  const set = members.filter(([, value]) => value !== null).map(([key]) => key);
  const allStored = size <= MAX_PAIRS && set.every((key) => Object.hasOwn(stored, key));
  return set.length > 0 && size + set.length > MAX_PAIRS && !allStored;
}

function removesPrimary({ update: { added, removed } }: UpdateRequest, seen: StoredCustomer) {
  const types = ADDRESS_TYPES.filter((type) => !marksPrimary(added, type));
  const primaries = types.map((type) => primaryAddressId(seen, type));
  return removed.some(({ id }) => primaries.includes(id));
}

/** Whether one of the addresses becomes the primary one of its type. */
export function marksPrimary(
  added: UpdateRequest['update']['added'],
  type: (typeof ADDRESS_TYPES)[number],
): boolean {
  return added.some(({ content, primary }) => primary && content.type === type);
}
