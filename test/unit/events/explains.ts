import { expect } from 'vitest';
import type { Customer } from '../../../lambda/customer/to-customer.ts';

type Answer = Record<string, unknown>;

/**
 * Follows the names through a row of answers, as a consumer would that copies
 * each named property from the answer behind the event: the copy must end as the
 * last answer, who and when apart, and no name may be of what stayed the same.
 */
export function explains(
  answers: readonly Customer[],
  changed: (before: Customer, after: Customer) => string[],
): void {
  const [first, ...later] = answers;
  if (!first) return;
  const copy = flat(first);
  let before = first;
  for (const after of later) {
    const [old, now] = [flat(before), flat(after)];
    for (const name of changed(before, after)) {
      expect(old[name], name).not.toEqual(now[name]);
      copy[name] = now[name];
    }
    before = after;
  }
  expect(copy).toEqual(flat(before));
}

/** `primaryEmail.value` and the like beside the plain properties; addresses and metadata whole. */
function flat(answer: Answer): Answer {
  const { updatedAt: _, updatedBy: __, ...rest } = answer;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]): [string, unknown][] => {
      if (typeof value === 'string' || name === 'addresses' || name === 'metadata')
        return [[name, value]];
      return Object.entries(value as Answer).map(([member, one]) => [`${name}.${member}`, one]);
    }),
  );
}
