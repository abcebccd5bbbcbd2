import { isDeepStrictEqual } from 'node:util';
import type { Customer } from '../customer/to-customer.ts';

/** Left out: every event has them as members of its own. */
const STAMPS: readonly string[] = ['updatedBy', 'updatedAt'] satisfies (keyof Customer)[];

/** Named as a whole, because the names of their members are content: address ids, metadata keys. */
const WHOLES: readonly string[] = ['addresses', 'metadata'] satisfies (keyof Customer)[];

/**
 * Names of the properties that differ between two responses, in the order of a response; members
 * of objects as `primaryEmail.value` (docs/events.md).
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
