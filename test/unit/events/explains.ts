import { expect } from 'vitest';
import type { Customer } from '../../../lambda/customer/to-customer.ts';
import type { CustomerUpdated } from '../../../lambda/events/customer-updated.ts';

type Answer = Record<string, unknown>;

/**
 * Follows the events like a consumer that copies each named property from the response after the
 * event. The copy must equal the last response, except for who and when, and no name may refer to
 * an unchanged property.
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

/** The same for responses with versions, and the events in between. */
export function expectExplained(
  answers: readonly Customer[],
  versions: readonly number[],
  events: readonly CustomerUpdated[],
): void {
  const ofVersion = new Map(events.map((event) => [event.version, event]));
  const versionOf = new Map(answers.map((answer, index) => [answer, versions[index]]));
  explains(answers, (before, after) => {
    const { changed = [], previousVersion = -1 } = ofVersion.get(versionOf.get(after) ?? -1) ?? {};
    if (changed.length > 0) expect(previousVersion).toBe(versionOf.get(before));
    return changed;
  });
  expect(events.map(({ version }) => version)).toEqual(
    versions.filter((version) => ofVersion.has(version)),
  );
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
