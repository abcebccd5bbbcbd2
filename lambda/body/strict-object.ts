import * as v from 'valibot';
import type { ViolationCode } from '../violation.ts';
import { type BrokenRule, toIssue } from './broken-rule.ts';
import { closestName } from './closest-name.ts';

const MAX_SUGGESTIONS = 100;

/** A broken rule between members, reported at the member to fix. */
export type BrokenMember = [member: string, code: ViolationCode, rule: string];

interface StrictObjectOptions {
  readOnly?: readonly string[];
  /**
   * The rules between members. They are checked even if the object has other violations, so its
   * members may be of any type.
   */
  together?: (object: Readonly<Record<string, unknown>>) => Iterable<BrokenMember>;
}

/**
 * An object schema that reports every unknown property, with a suggestion, and every read-only
 * one. Valibot's `strictObject` reports only the first unknown property, takes `__proto__` and
 * `constructor` for known ones, and accepts an array.
 */
export function strictObject<const TEntries extends v.ObjectEntries>(
  entries: TEntries,
  { readOnly = [], together = () => [] }: StrictObjectOptions = {},
) {
  const names = Object.keys(entries);
  return v.intersect([
    v.pipe(
      v.object(entries),
      v.rawCheck(({ dataset, addIssue }) => {
        const object: unknown = dataset.value;
        if (!isJsonObject(object)) return;
        for (const [key, code, rule] of together(object)) {
          addIssue({ ...toIssue({ code, rule }), path: [memberOf(object, key)] });
        }
      }),
    ),
    v.pipe(
      v.any(),
      v.rawCheck(({ dataset, addIssue }) => {
        const input: unknown = dataset.value;
        if (Array.isArray(input)) addIssue(toIssue(NOT_AN_OBJECT));
        if (!isJsonObject(input)) return;
        for (const [index, key] of Object.keys(input).entries()) {
          if (Object.hasOwn(entries, key)) continue;
          const broken = readOnly.includes(key)
            ? READ_ONLY
            : unknownProperty(index < MAX_SUGGESTIONS ? key : '', names);
          addIssue({ ...toIssue(broken), path: [memberOf(input, key)] });
        }
      }),
      v.transform(() => ({})),
    ),
  ]);
}

const NOT_AN_OBJECT: BrokenRule = { code: 'INVALID_TYPE', rule: 'must be an object.' };
const READ_ONLY: BrokenRule = {
  code: 'READ_ONLY_PROPERTY',
  rule: 'is read-only: only the server sets it.',
};

/** The names of a strict object's members, in the order of its entries. */
export function memberNames(schema: {
  options: readonly [{ entries: v.ObjectEntries }, unknown];
}): readonly string[] {
  return Object.keys(schema.options[0].entries);
}

/** A member that may be absent or null; what null means depends on the object. */
export const optionalOrNull = <const T extends v.GenericSchema>(schema: T) =>
  v.exactOptional(v.nullable(schema));

/** Whether a JSON value is an object, not null or an array. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberOf(input: Record<string, unknown>, key: string): v.ObjectPathItem {
  return { type: 'object', origin: 'value', input, key, value: input[key] };
}

function unknownProperty(key: string, names: readonly string[]): BrokenRule {
  const suggestion = closestName(key, names);
  const rule = suggestion ? `is unknown. Did you mean ${suggestion}?` : 'is unknown.';
  return { code: 'UNKNOWN_PROPERTY', rule };
}
