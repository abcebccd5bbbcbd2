import type * as v from 'valibot';
import { VIOLATION_CODES, type ViolationCode } from '../violation.ts';

/** A broken rule: its code and the rest of a sentence that begins with the property's name. */
export interface BrokenRule {
  code: ViolationCode;
  rule: string;
}

// Valibot's issues have no member for a code of ours: it travels as what was expected.

/** The issue that reports a broken rule, for `addIssue` of Valibot's raw actions. */
export function toIssue({ code, rule }: BrokenRule) {
  return { expected: code, message: rule } satisfies v.RawCheckIssueInfo<unknown>;
}

/** The rule that an issue reports; undefined for an issue of Valibot's own schemas. */
export function toBrokenRule(issue: v.BaseIssue<unknown>): BrokenRule | undefined {
  const code = VIOLATION_CODES.find((known) => known === issue.expected);
  return code && { code, rule: issue.message };
}
