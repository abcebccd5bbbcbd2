import type { StoredCustomer } from '../customer/stored-customer.ts';
import { ProblemError } from '../problems.ts';
import { diagnose } from './diagnose.ts';
import type { SendOptions, UpdateItem } from './send-update.ts';
import { toUpdateInput } from './update-input.ts';
import type { UpdateRequest } from './update-request.ts';

/** One blind attempt and four pinned ones; more writers at one customer than this outlasts get a 409. */
const MAX_ATTEMPTS = 5;

export interface UpdateCustomerDeps {
  table: string;
  updateItem: UpdateItem;
  /** Waits a random while before the attempt after the nth collision. */
  backOff: (failures: number) => Promise<void>;
}

/**
 * Applies an update as one conditional UpdateItem and returns the customer as
 * stored then; `replayed` where an earlier attempt had made this very change. A
 * second attempt follows only where the item that failed the condition shows
 * nothing against the change. Throws the ProblemError of the broken rule,
 * `CONFLICT` after too many collisions.
 */
export async function updateCustomer(
  { table, updateItem, backOff }: UpdateCustomerDeps,
  request: UpdateRequest,
  options: SendOptions,
): Promise<{ item: StoredCustomer; replayed: boolean }> {
  let seen: StoredCustomer | undefined;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    // The first failure shows what the blind attempt could not know; from then on it is a collision.
    if (attempt > 2) await backOff(attempt - 2);
    const result = await updateItem(toUpdateInput(table, request, seen), options);
    if ('updated' in result) return { item: result.updated, replayed: false };
    const diagnosis = diagnose(request, result.rejected);
    if (diagnosis instanceof ProblemError) throw diagnosis;
    // Neither diagnosis is possible without an item.
    seen = result.rejected as StoredCustomer;
    if (diagnosis === 'written') return { item: seen, replayed: true };
  }
  throw new ProblemError('CONFLICT', { headers: { 'retry-after': '1' } });
}
