import * as v from 'valibot';
import { createCustomerUpdateSchema } from '../../lambda/body/body-schema.ts';
import { toViolations } from '../../lambda/body/issues-to-violations.ts';
import type { CustomerUpdate } from '../../lambda/customer/customer-update.ts';
import type { Violation } from '../../lambda/violation.ts';

/** The day that unit tests take for the latest one on Earth. */
const TODAY = '2026-11-22';

const schema = createCustomerUpdateSchema(() => TODAY);

/** The update of a body, given as a value or JSON text; throws if it is invalid. */
export function updateOf(body: unknown): CustomerUpdate {
  const result = v.safeParse(schema, toJson(body));
  if (result.success) return result.output;
  throw new Error(`The body is invalid: ${brief(toViolations(result.issues)).join(', ')}`);
}

/** Every violation of a body, in the order of an answer. */
export function violationsOf(body: unknown): Violation[] {
  const result = v.safeParse(schema, toJson(body));
  return result.success ? [] : toViolations(result.issues);
}

/** Every violation of a body as "path CODE". */
export function brokenBy(body: unknown): string[] {
  return brief(violationsOf(body));
}

/** A schema's output for a value, or the codes of the broken rules. */
export function outcomeOf(schema: v.GenericSchema, value: unknown): unknown {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  return toViolations(result.issues).map(({ errorCode }) => errorCode);
}

/** Violations as "path CODE". */
export function brief(violations: readonly Violation[]): string[] {
  return violations.map(({ path, errorCode }) => `${path} ${errorCode}`);
}

/** As the function gets it: JSON.parse makes `__proto__` an ordinary member. */
function toJson(body: unknown): unknown {
  return JSON.parse(typeof body === 'string' ? body : JSON.stringify(body));
}
