import type { StoredCustomer } from '../customer/stored-customer.ts';
import { ProblemError } from '../problems.ts';
import { diagnose } from './diagnose.ts';
import { FIRST_PLAN, nextPlan } from './plan.ts';
import type { SendOptions, UpdateItem } from './send-update.ts';
import { toUpdateInput } from './update-input.ts';
import type { UpdateRequest } from './update-request.ts';

/** UpdateItems per request; a request that still collides after this many gets a 409. */
const MAX_ROUNDS = 5;

export interface UpdateCustomerDeps {
  table: string;
  updateItem: UpdateItem;
  /** Waits a random time before the round that follows the nth collision. */
  backOff: (failures: number) => Promise<void>;
}

/**
 * Applies an update as one conditional UpdateItem and returns the stored customer. `replayed`
 * means that the item already had this very write. A round plans and sends one UpdateItem;
 * another follows only if the item that failed the condition allows the change, or if another
 * writer's transaction held the item. Throws the ProblemError of a broken rule, or `CONFLICT`
 * after too many collisions.
 */
export async function updateCustomer(
  { table, updateItem, backOff }: UpdateCustomerDeps,
  request: UpdateRequest,
  options: SendOptions,
): Promise<{ item: StoredCustomer; replayed: boolean }> {
  let plan = FIRST_PLAN;
  let collisions = 0;
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    if (collisions > 0) await backOff(collisions);
    const result = await updateItem(toUpdateInput(table, request, plan), options);
    if ('updated' in result) return { item: result.updated, replayed: false };
    // The first plan did not know the item, so its failure is not a collision; any later one is.
    if ('collided' in result || plan !== FIRST_PLAN) collisions++;
    if ('collided' in result) continue;
    const diagnosis = diagnose(request, result.rejected);
    if (diagnosis instanceof ProblemError) throw diagnosis;
    const { kind, item } = diagnosis;
    if (kind === 'written') return { item, replayed: true };
    plan = nextPlan(request, plan, item);
  }
  throw new ProblemError('CONFLICT', { headers: { 'retry-after': '1' } });
}
