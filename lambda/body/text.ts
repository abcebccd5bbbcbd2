import * as v from 'valibot';
import type { ViolationCode } from '../violation.ts';
import { type BrokenRule, toIssue } from './broken-rule.ts';
import { isBlank, normalize } from './normalize.ts';

/** JSON Schema keywords for the OpenAPI document; validation ignores them. */
type Keywords = Readonly<Record<string, unknown>>;

// The JSON Schema patterns for CONTROL_CHARACTER and NUL below.
export const NO_CONTROL_CHARACTER = '^[^\\x00-\\x1f\\x7f-\\x9f]*$';
export const NO_NUL = '^[^\\x00]*$';

interface TextOptions {
  min?: number;
  max: number;
  /** Checks, and may convert, the trimmed and normalised string. */
  parse?: (value: string) => string | BrokenRule;
  /** The part of `parse` that JSON Schema can express. */
  keywords?: Keywords;
}

/**
 * A string that is trimmed and NFC-normalised, then checked: well-formed, no control characters,
 * `min` to `max` code points and, if `min` is above 0, not blank (docs/api.md, section 1.2).
 */
export function text({ min = 0, max, parse, keywords }: TextOptions) {
  return parsedString(
    { minLength: min, maxLength: max, pattern: NO_CONTROL_CHARACTER, ...keywords },
    (raw) => {
      const value = normalize(raw);
      return (
        brokenFormat(value, CONTROL_CHARACTER) ??
        brokenLength(value, min, max) ??
        (min > 0 && isBlank(value) ? INVISIBLE : undefined) ??
        (parse ? parse(value) : value)
      );
    },
  );
}

/** A string kept as sent: at most `max` code points, no U+0000 (docs/api.md, section 1.2). */
export function verbatimText(max: number) {
  return parsedString(
    { maxLength: max, pattern: NO_NUL },
    (value) => brokenVerbatim(value, max) ?? value,
  );
}

/** One of a fixed list of strings; letter case counts. */
export function oneOf<const T extends readonly string[]>(values: T) {
  const rule: BrokenRule = {
    code: 'INVALID_VALUE',
    rule: values.length === 1 ? `must be ${values[0]}.` : `must be one of ${values.join(', ')}.`,
  };
  return v.pipe(
    text({
      max: Number.POSITIVE_INFINITY,
      parse: (s) => (values.includes(s) ? s : rule),
      keywords: { enum: values },
    }),
    v.transform((value) => value as T[number]),
  );
}

/** A rule for a value of the right type; the message is the property's name followed by `rule`. */
export function must<TValue>(
  isMet: (value: TValue) => boolean,
  code: ViolationCode,
  rule: string,
): v.RawCheckAction<TValue> {
  return v.rawCheck<TValue>(({ dataset, addIssue }) => {
    if (dataset.typed && !isMet(dataset.value)) addIssue(toIssue({ code, rule }));
  });
}

/** The checks of `verbatimText`, for strings without a schema of their own. */
export function brokenVerbatim(value: string, max: number): BrokenRule | undefined {
  return brokenFormat(value, NUL) ?? brokenLength(value, 0, max);
}

/** The checks of a metadata key: 1 to `max` code points, no control characters. */
export function brokenKey(key: string, max: number): BrokenRule | undefined {
  return brokenFormat(key, CONTROL_CHARACTER) ?? brokenLength(key, 1, max);
}

/** The number of Unicode code points in a string, the unit of JSON Schema's lengths. */
export function countCodePoints(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}

const INVISIBLE: BrokenRule = {
  code: 'INVALID_LENGTH',
  rule: 'must contain a visible character.',
};
const CONTROL_CHARACTER = { pattern: /\p{Cc}/u, name: 'control characters' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what is looked for
const NUL = { pattern: /\u0000/, name: 'U+0000' };

function parsedString(keywords: Keywords, parse: (value: string) => string | BrokenRule) {
  return v.pipe(
    v.string(),
    v.metadata(keywords),
    v.rawTransform<string, string>(({ dataset, addIssue, NEVER }) => {
      const result = parse(dataset.value);
      if (typeof result === 'string') return result;
      addIssue(toIssue(result));
      return NEVER;
    }),
  );
}

function brokenFormat(
  value: string,
  forbidden: { pattern: RegExp; name: string },
): BrokenRule | undefined {
  if (!value.isWellFormed()) {
    return { code: 'INVALID_FORMAT', rule: 'must not contain unpaired surrogates.' };
  }
  if (forbidden.pattern.test(value)) {
    return { code: 'INVALID_FORMAT', rule: `must not contain ${forbidden.name}.` };
  }
  return undefined;
}

function brokenLength(value: string, min: number, max: number): BrokenRule | undefined {
  const length = countCodePoints(value);
  if (length >= min && length <= max) return undefined;
  const range = min === max ? `exactly ${max}` : min === 0 ? `at most ${max}` : `${min} to ${max}`;
  return { code: 'INVALID_LENGTH', rule: `must have ${range} characters.` };
}
