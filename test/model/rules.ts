import { countries } from './countries.ts';

/** A path into the request body. */
export type Path = readonly (string | number)[];

/** A violation that docs/api.md requires; without a code if it leaves the code open. */
export interface ModelViolation {
  path: Path;
  code?: string;
}

export type Judged<T> = { value: T } | { code: string };
export type Rule = (raw: unknown) => Judged<string | boolean>;

const broken = (code: string) => ({ code });

/** Trimmed, normalised, then checked (docs/api.md, section 1.2). */
export function text(min: number, max: number, further?: (value: string) => string | undefined) {
  return (raw: unknown): Judged<string> => {
    if (typeof raw !== 'string') return broken('INVALID_TYPE');
    const value = composed(raw.trim());
    if (hasLoneSurrogate(value)) return broken('INVALID_FORMAT');
    if ([...value].some(isControl)) return broken('INVALID_FORMAT');
    const length = [...value].length;
    if (length < min || length > max) return broken('INVALID_LENGTH');
    if (min > 0 && !showsSomething(value)) return broken('INVALID_LENGTH');
    const code = further?.(value);
    return code ? broken(code) : { value };
  };
}

/** NFC, except for CJK compatibility ideographs. */
function composed(text: string): string {
  const isKept = (part: string) => /^[\uf900-\ufaff\u{2f800}-\u{2fa1f}]$/u.test(part);
  return text
    .split(/([\uf900-\ufaff\u{2f800}-\u{2fa1f}])/u)
    .map((part) => (isKept(part) ? part : part.normalize('NFC')))
    .join('');
}

function showsSomething(text: string): boolean {
  return /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
}

/** Taken as it is, any character but U+0000 (docs/api.md, section 1.2). */
export function verbatim(max: number) {
  return (raw: unknown): Judged<string> => {
    if (typeof raw !== 'string') return broken('INVALID_TYPE');
    if (raw.includes('\u0000') || hasLoneSurrogate(raw)) return broken('INVALID_FORMAT');
    return [...raw].length > max ? broken('INVALID_LENGTH') : { value: raw };
  };
}

export const oneOf = (...values: string[]) =>
  text(0, Number.POSITIVE_INFINITY, (value) =>
    values.includes(value) ? undefined : 'INVALID_VALUE',
  );

export const flag = (raw: unknown): Judged<boolean> =>
  typeof raw === 'boolean' ? { value: raw } : broken('INVALID_TYPE');

export const name = text(1, 40);
export const country = text(3, 3, (value) => (countries.has(value) ? undefined : 'INVALID_VALUE'));
export const state = text(2, 3, (value) =>
  [...value].every((letter) => letter >= 'A' && letter <= 'Z') ? undefined : 'INVALID_FORMAT',
);

export function day(latest: string) {
  return text(0, Number.POSITIVE_INFINITY, (value) => {
    const [year = 0, month = 0, date = 0] = value.split('-').map(Number);
    const real = new Date(Date.UTC(year, month - 1, date));
    const isReal = !Number.isNaN(real.valueOf()) && real.toISOString().slice(0, 10) === value;
    if (!isReal) return 'INVALID_FORMAT';
    return value < '1900-01-01' || value > latest ? 'INVALID_VALUE' : undefined;
  });
}

/** A rule given as a table: inputs of the tests and their meaning. */
export function listed(meanings: ReadonlyMap<string, string | undefined>, code: string) {
  return (raw: unknown): Judged<string> => {
    if (typeof raw !== 'string') return broken('INVALID_TYPE');
    const value = meanings.get(raw);
    return value === undefined ? broken(code) : { value };
  };
}

export function isObject(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

export function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

export function hasLoneSurrogate(value: string): boolean {
  return [...value].some((character) => /^[\ud800-\udfff]$/.test(character));
}

export function unknownMembers(
  object: Record<string, unknown>,
  known: readonly string[],
  path: Path,
): ModelViolation[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: [...path, key], code: 'UNKNOWN_PROPERTY' }));
}
