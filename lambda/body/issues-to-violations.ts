import type * as v from 'valibot';
import { type Path, toViolation, type Violation } from '../violation.ts';
import { propertyNames } from './body-schema.ts';
import { type BrokenRule, toBrokenRule } from './broken-rule.ts';

/**
 * Converts Valibot's issues of a request body to violations in document order: the order of the
 * product owner's table, with unknown properties last within their object (docs/api.md,
 * section 6). No message contains a value that was sent.
 */
export function toViolations(issues: readonly v.BaseIssue<unknown>[]): Violation[] {
  return issues
    .filter((issue) => !isMissedInArray(issue))
    .map((issue) => ({ issue, path: (issue.path ?? []).map(({ key }) => toSegment(key)) }))
    .map(({ issue, path }) => ({ issue, path, ranks: path.map((_, depth) => rank(path, depth)) }))
    .sort((a, b) => compareRanks(a.ranks, b.ranks))
    .map(({ issue, path }) => {
      const { code, rule } = toBrokenRule(issue) ?? brokenType(issue, path);
      return toViolation(path, code, rule);
    });
}

/** For an array in place of an object, `v.object` also reports missing members: left out. */
function isMissedInArray({ path }: v.BaseIssue<unknown>): boolean {
  const last = path?.at(-1);
  return last?.type === 'object' && Array.isArray(last.input);
}

/** Replaces lone surrogates, which are valid neither in JSON text nor in a URI, by U+FFFD. */
function toSegment(key: unknown): string | number {
  return typeof key === 'number' ? key : String(key).toWellFormed();
}

const REQUIRED: BrokenRule = { code: 'REQUIRED', rule: 'is required.' };

/** The rule of an issue of Valibot's own schemas: a member is missing, null or of a wrong type. */
function brokenType(issue: v.BaseIssue<unknown>, path: Path): BrokenRule {
  const isMemberOfAddress = path[0] === 'addresses' && typeof path.at(-1) === 'string';
  if (issue.received === 'undefined') return REQUIRED;
  if (issue.received === 'null' && path.length > 0 && typeof path.at(-1) === 'string') {
    // In an address, null counts as absent; elsewhere it asks to clear what is not clearable.
    if (isMemberOfAddress && path.length > 1) return REQUIRED;
    return { code: 'NOT_CLEARABLE', rule: 'cannot be cleared.' };
  }
  const type = TYPE_NAMES[issue.expected ?? ''] ?? 'an object';
  return { code: 'INVALID_TYPE', rule: `must be ${type}.` };
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  boolean: 'a boolean',
  Array: 'an array',
};

/** Rank of a path's segment within its parent; unknown names come last, in the order sent. */
function rank(path: Path, depth: number): number {
  const segment = path[depth];
  if (typeof segment === 'number') return segment;
  const place = propertyNames(path.slice(0, depth)).indexOf(String(segment));
  return place === -1 ? Number.MAX_SAFE_INTEGER : place;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (let depth = 0; depth < Math.min(a.length, b.length); depth++) {
    const difference = (a[depth] ?? 0) - (b[depth] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
