import type * as v from 'valibot';
import { VIOLATION_CODES, type ViolationCode } from '../violation.ts';

/** A broken rule: its code, and the message without the property's name at the start. */
export interface BrokenRule {
  code: ViolationCode;
  rule: string;
}

// Valibot's issues have no member for our codes, so `expected` carries them.

/** The issue for a broken rule, to pass to `addIssue` of Valibot's raw actions. */
export function toIssue({ code, rule }: BrokenRule) {
  return { expected: code, message: rule } satisfies v.RawCheckIssueInfo<unknown>;
}

/** The broken rule of an issue; undefined for issues of Valibot's own schemas. */
export function toBrokenRule(issue: v.BaseIssue<unknown>): BrokenRule | undefined {
  const code = VIOLATION_CODES.find((known) => known === issue.expected);
  return code && { code, rule: issue.message };
}
