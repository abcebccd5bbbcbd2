import * as v from 'valibot';
import type { ViolationCode } from '../violation.ts';
import { closestName } from './closest-name.ts';

const MAX_SUGGESTIONS = 100;

/**
 * An object schema that reports every unknown property, with a suggestion, and
 * every read-only one. Valibot's `strictObject` reports the first unknown one
 * only, takes `__proto__` and `constructor` for known, and accepts an array.
 */
export function strictObject<const TEntries extends v.ObjectEntries>(
  entries: TEntries,
  readOnly: readonly string[] = [],
): v.ObjectSchema<TEntries, undefined> {
  const open = v.object(entries);
  const names = Object.keys(entries);
  return {
    ...open,
    '~run'(dataset, config) {
      const input = dataset.value;
      if (!isJsonObject(input)) {
        v._addIssue(this, 'type', dataset, config);
        return dataset as unknown as v.FailureDataset<v.ObjectIssue>;
      }
      const result = open['~run'](dataset, config);
      for (const [index, key] of Object.keys(input).entries()) {
        if (Object.hasOwn(entries, key)) continue;
        const [expected, message]: [ViolationCode, string] = readOnly.includes(key)
          ? ['READ_ONLY_PROPERTY', 'is set by the server only.']
          : ['UNKNOWN_PROPERTY', unknownProperty(index < MAX_SUGGESTIONS ? key : '', names)];
        v._addIssue({ ...this, message }, 'key', result, config, {
          expected,
          path: [{ type: 'object', origin: 'key', input, key, value: input[key] }],
        });
      }
      return result;
    },
  };
}

/** A member that may be absent or null; what null means there, the object decides. */
export const optionalOrNull = <const T extends v.GenericSchema>(schema: T) =>
  v.exactOptional(v.nullable(schema));

/** A rule broken by several members together, told of the member to fix. */
export type BrokenMember = [member: string, code: ViolationCode, rule: string];

/**
 * Rules that need more than one member of an object. They are checked
 * even if the object has other violations, so its members may be of any type.
 */
export function acrossMembers<TObject extends object>(
  check: (object: Readonly<Record<string, unknown>>) => Iterable<BrokenMember>,
): v.RawCheckAction<TObject> {
  return v.rawCheck<TObject>(({ dataset, addIssue }) => {
    const input: unknown = dataset.value;
    if (!isJsonObject(input)) return;
    for (const [key, expected, message] of check(input)) {
      const path = { type: 'object', origin: 'value', input, key, value: input[key] } as const;
      addIssue({ expected, message, path: [path] });
    }
  });
}

/** Whether a JSON value is an object, neither null nor an array. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownProperty(key: string, names: readonly string[]): string {
  const suggestion = closestName(key, names);
  return suggestion ? `is unknown. Did you mean ${suggestion}?` : 'is unknown.';
}
