import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { FIRST_PLAN, nextPlan } from '../../lambda/write/plan.ts';
import { toUpdateInput } from '../../lambda/write/update-input.ts';
import type { UpdateRequest } from '../../lambda/write/update-request.ts';
import { requestOf } from './update-requests.ts';

/** Both expressions of an UpdateItem, with names and values in the place of placeholders. */
export function expressionsOf(
  body: unknown,
  more: Partial<UpdateRequest> = {},
  seen?: StoredCustomer,
) {
  const request = requestOf(body, more);
  const plan = seen ? nextPlan(request, FIRST_PLAN, seen) : FIRST_PLAN;
  const input = toUpdateInput('customers', request, plan);
  const names = input.ExpressionAttributeNames ?? {};
  const values = input.ExpressionAttributeValues ?? {};
  const readable = (expression = '') =>
    expression
      .replace(/(?<!^)(?= (?:AND|REMOVE) )|(?<=,) (?![^(]*\))/g, '\n')
      .replace(/\n +/g, '\n')
      .replace(/#n\d+/g, (name) => String(names[name]))
      .replace(/:v\d+/g, (value) => written(values[value]));
  return `${readable(input.ConditionExpression)}\n---\n${readable(input.UpdateExpression)}`;
}

function written(value: unknown): string {
  return JSON.stringify(value, (_, part) => (part instanceof Map ? Object.fromEntries(part) : part))
    .replace(/"streetLine1".*?(?="zipCode")/g, '')
    .replaceAll('"', "'");
}
