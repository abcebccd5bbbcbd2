import { ADDRESS_TYPES } from '../customer/address.ts';
import { MAX_PAIRS, primaryAddressId, type StoredCustomer } from '../customer/stored-customer.ts';
import { type Assumptions, assumptionsOf, USUAL } from './assumptions.ts';
import type { UpdateRequest } from './update-request.ts';

// DynamoDB's limit for IN. A match further down in If-Match takes a second round.
export const MAX_IN_OPERANDS = 100;

/** How a change is made: under assumptions and, where these do not suffice, to one exact item. */
export interface Plan {
  assumptions: Assumptions;
  /** The item that the change was computed from; its version must not have changed. */
  pinnedTo?: StoredCustomer;
}

/** The plan of the first round: made without reading the customer, right for nearly every one. */
export const FIRST_PLAN: Plan = { assumptions: USUAL };

/**
 * The plan of the next round, after a condition failed for the item `seen`. A pinned plan loses
 * to every other writer, so a plan is pinned only where it must be: where the change depends
 * on all addresses (a primary one is removed), and where the condition was too strict, because
 * the failed plan's assumptions were right or a bound in it is known to be too strict.
 */
export function nextPlan(request: UpdateRequest, failed: Plan, seen: StoredCustomer): Plan {
  const assumptions = assumptionsOf(request, seen);
  const wereRight =
    !failed.pinnedTo && JSON.stringify(failed.assumptions) === JSON.stringify(assumptions);
  return wereRight || removesPrimary(request, seen) || isBoundTooStrict(request, seen)
    ? { assumptions, pinnedTo: seen }
    : { assumptions };
}

/** Whether the condition on metadata or version is too strict for the item. */
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

/** Whether one of the added addresses becomes the primary one of the type. */
export function marksPrimary(
  added: UpdateRequest['update']['added'],
  type: (typeof ADDRESS_TYPES)[number],
): boolean {
  return added.some(({ content, primary }) => primary && content.type === type);
}
