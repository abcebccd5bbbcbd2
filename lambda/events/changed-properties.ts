import { isDeepStrictEqual } from 'node:util';
import type { Customer } from '../customer/to-customer.ts';

/** Members of every event: they say when and by whom something changed, not what. */
const STAMPS: readonly string[] = ['updatedBy', 'updatedAt'] satisfies (keyof Customer)[];

/** Named as a whole, for the names inside are content: ids of addresses, keys of metadata. */
const WHOLES: readonly string[] = ['addresses', 'metadata'] satisfies (keyof Customer)[];

/**
 * Names of the properties that differ between two answers, in the order of an
 * answer; a member of an object as `primaryEmail.value` (docs/events.md).
 */
export function changedProperties(before: Customer, after: Customer): string[] {
  const names = Object.keys(after) as (keyof Customer)[];
  return names.flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    if (STAMPS.includes(name) || isDeepStrictEqual(old, now)) return [];
    if (typeof now === 'string' || WHOLES.includes(name)) return [name];
    const former = new Map(Object.entries(old));
    return Object.entries(now)
      .filter(([member, value]) => former.get(member) !== value)
      .map(([member]) => `${name}.${member}`);
  });
}
