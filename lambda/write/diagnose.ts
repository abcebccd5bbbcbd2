import { type StoredCustomer, versionOf } from '../customer/stored-customer.ts';
import { ProblemError } from '../problems.ts';
import { ACCOUNT_RULES } from '../violation.ts';
import { brokenAccountRules } from './account-rules.ts';
import { rememberedBody } from './idempotency.ts';
import type { UpdateRequest } from './update-request.ts';

/**
 * Why a condition failed, judged by the returned item: a problem, `written` if the item already
 * remembers this very write, or `retry` if the change is possible for the item as now seen.
 */
export type Diagnosis = { kind: 'written' | 'retry'; item: StoredCustomer } | ProblemError;

/** Explains why the condition of a write failed (docs/api.md, sections 2 and 4 to 6). */
export function diagnose(request: UpdateRequest, seen: StoredCustomer | undefined): Diagnosis {
  const { ifMatch, tenantId, write } = request;
  // Another tenant's customer answers exactly like a missing one.
  if (!seen || (tenantId !== undefined && seen.tenantId !== tenantId)) {
    return new ProblemError('CUSTOMER_NOT_FOUND');
  }
  const body = rememberedBody(seen, write.key);
  if (body !== undefined) {
    return body === write.body
      ? { kind: 'written', item: seen }
      : new ProblemError('IDEMPOTENCY_KEY_REUSED');
  }
  const version = versionOf(seen);
  if (ifMatch !== undefined && ifMatch !== '*' && !ifMatch.includes(version)) {
    return new ProblemError('PRECONDITION_FAILED', { headers: { etag: `"${version}"` } });
  }
  const violations = brokenAccountRules(request.update, seen);
  const first = ACCOUNT_RULES.find((code) =>
    violations.some(({ errorCode }) => errorCode === code),
  );
  return first ? new ProblemError(first, { violations }) : { kind: 'retry', item: seen };
}
