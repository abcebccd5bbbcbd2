import * as v from 'valibot';
import { MAX_PAIRS } from '../customer/stored-customer.ts';
import { type BrokenRule, toIssue } from './broken-rule.ts';
import { isJsonObject } from './strict-object.ts';
import { brokenKey, brokenVerbatim } from './text.ts';

/** Maximum number of members in a request, nulls included; more than any customer has pairs. */
export const MAX_MEMBERS = 20;
/** Both lengths are in Unicode code points. */
export const MAX_KEY_LENGTH = 40;
export const MAX_VALUE_LENGTH = 1024;

type MetadataUpdate = Record<string, string | null>;

/**
 * The `metadata` of a request: strings to set and nulls to clear, by key
 * (docs/api.md, sections 1.2 and 1.3). Not `v.record`, which silently skips the keys
 * `__proto__`, `prototype` and `constructor`.
 */
export const metadata = v.pipe(
  v.custom<Record<string, unknown>>(isJsonObject),
  v.rawTransform<Record<string, unknown>, MetadataUpdate>(({ dataset, addIssue, NEVER }) => {
    const input = dataset.value;
    const members = Object.entries(input);
    const tooMany = brokenCount(members);
    if (tooMany) addIssue(toIssue(tooMany));
    const brokenMembers = members.filter(([key, value]) => {
      const broken = brokenMember(key, value);
      if (!broken) return false;
      const member = { type: 'object', origin: 'value', input, key, value } as const;
      addIssue({ ...toIssue(broken), path: [member] });
      return true;
    });
    return tooMany || brokenMembers.length > 0 ? NEVER : (input as MetadataUpdate);
  }),
);

function brokenCount(members: readonly [string, unknown][]): BrokenRule | undefined {
  if (members.length > MAX_MEMBERS) {
    return { code: 'TOO_MANY_ITEMS', rule: `must have at most ${MAX_MEMBERS} members.` };
  }
  if (members.filter(([, value]) => value !== null).length > MAX_PAIRS) {
    return { code: 'TOO_MANY_ITEMS', rule: `must set at most ${MAX_PAIRS} pairs.` };
  }
  return undefined;
}

function brokenMember(key: string, value: unknown): BrokenRule | undefined {
  if (key === '__proto__') return { code: 'INVALID_VALUE', rule: 'must not be used as a key.' };
  const brokenName = brokenKey(key, MAX_KEY_LENGTH);
  if (brokenName) return { ...brokenName, rule: `is not a valid key: it ${brokenName.rule}` };
  if (value === null) return undefined;
  if (typeof value !== 'string') return { code: 'INVALID_TYPE', rule: 'must be a string.' };
  return brokenVerbatim(value, MAX_VALUE_LENGTH);
}
