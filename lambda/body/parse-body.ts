import * as v from 'valibot';
import type { CustomerUpdate } from '../customer/customer-update.ts';
import type { Violation } from '../violation.ts';
import { createCustomerUpdateSchema } from './body-schema.ts';
import { toViolations } from './issues-to-violations.ts';

/** The update that a request body describes, or its violations in document order. */
export type ParsedBody = { update: CustomerUpdate } | { violations: Violation[] };

/**
 * Creates the parser of request bodies, which takes the result of `JSON.parse` (docs/api.md,
 * section 1). `today` returns the latest accepted date of birth, `YYYY-MM-DD`.
 */
export function createBodyParser(
  today: () => string,
): (body: unknown, customerId: string | undefined) => ParsedBody {
  // The customer of the body being parsed; parsing is synchronous, so requests do not mix.
  let current: string | undefined;
  const schema = createCustomerUpdateSchema(today, () => current);
  return (body, customerId) => {
    current = customerId;
    const result = v.safeParse(schema, body);
    return result.success ? { update: result.output } : { violations: toViolations(result.issues) };
  };
}
