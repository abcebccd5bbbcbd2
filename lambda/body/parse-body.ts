import * as v from 'valibot';
import type { CustomerUpdate } from '../customer/customer-update.ts';
import type { Violation } from '../violation.ts';
import { createCustomerUpdateSchema } from './body-schema.ts';
import { toViolations } from './issues-to-violations.ts';

/** What a request body asks for, or every rule it breaks, in document order. */
export type ParsedBody = { update: CustomerUpdate } | { violations: Violation[] };

/**
 * Creates the parser of request bodies, JSON already (docs/api.md, section 1).
 * `today` gives the latest possible date of birth, `YYYY-MM-DD`.
 */
export function createBodyParser(
  today: () => string,
): (body: unknown, customerId: string | undefined) => ParsedBody {
  // Whose body is being parsed, which is done in one go.
  let current: string | undefined;
  const schema = createCustomerUpdateSchema(today, () => current);
  return (body, customerId) => {
    current = customerId;
    const result = v.safeParse(schema, body);
    return result.success ? { update: result.output } : { violations: toViolations(result.issues) };
  };
}
