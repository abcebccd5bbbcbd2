import type { Placeholders } from './placeholders.ts';

/** Stands for the stored value of `version`, which the write itself reads. */
export const STORED_VERSION = Symbol('stored version');

/** An attribute, or a member of a map attribute. */
export type AttributePath = readonly [attribute: string] | readonly [map: string, member: string];

/** One action of an UpdateExpression on an attribute or a map member. */
export type Change = { path: AttributePath } & (
  | { value: unknown }
  | { ifAbsent: unknown }
  | { plus: number }
  | { remove: true }
  /** Appends elements to a list and removes as many from its front. */
  | { push: readonly unknown[] }
);

const PAST_THE_END = 1_000;

/** The UpdateExpression of the changes, with placeholders for names and values. */
export function toUpdateExpression(placeholders: Placeholders, changes: readonly Change[]): string {
  const clauses = { SET: [] as string[], REMOVE: [] as string[] };
  for (const change of changes) {
    const path = placeholders.path(...change.path);
    if ('remove' in change) clauses.REMOVE.push(path);
    else if ('push' in change) {
      for (const [index, value] of change.push.entries()) {
        // DynamoDB appends an element whose index is past the end.
        clauses.SET.push(`${path}[${PAST_THE_END + index}] = ${placeholders.value(value)}`);
        // In descending order: DynamoDB uses the indexes before the change, but emulators remove
        // one element after the other.
        clauses.REMOVE.push(`${path}[${change.push.length - 1 - index}]`);
      }
    } else clauses.SET.push(`${path} = ${toOperand(placeholders, path, change)}`);
  }
  return Object.entries(clauses)
    .filter(([, actions]) => actions.length > 0)
    .map(([clause, actions]) => `${clause} ${actions.join(', ')}`)
    .join(' ');
}

function toOperand(
  placeholders: Placeholders,
  path: string,
  change: Exclude<Change, { remove: true } | { push: readonly unknown[] }>,
) {
  if ('plus' in change) return `${path} + ${placeholders.value(change.plus)}`;
  if ('value' in change) return placeholders.value(change.value);
  const operand =
    change.ifAbsent === STORED_VERSION
      ? placeholders.path('version')
      : placeholders.value(change.ifAbsent);
  return `if_not_exists(${path}, ${operand})`;
}
