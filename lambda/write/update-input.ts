import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { isEmptyUpdate } from '../customer/customer-update.ts';
import type { StoredCustomer } from '../customer/stored-customer.ts';
import { type Change, STORED_VERSION, toChanges } from './changes.ts';
import { blindConditions, ownedIndividual, sameVersion } from './conditions.ts';
import { createPlaceholders, type Placeholders } from './placeholders.ts';
import type { UpdateRequest } from './update-request.ts';

/**
 * The one conditional UpdateItem that makes the change: all of it or nothing.
 * Without `seen` it is planned blind, for any customer to which the change may
 * be made as it stands; with `seen`, the item that a failed condition returned,
 * it fits that very item and is pinned to its version.
 */
export function toUpdateInput(
  table: string,
  request: UpdateRequest,
  seen?: StoredCustomer,
): UpdateCommandInput {
  const placeholders = createPlaceholders();
  const conditions = [
    ...ownedIndividual(placeholders, request),
    ...(seen ? [sameVersion(placeholders, seen)] : blindConditions(placeholders, request)),
  ];
  return {
    TableName: table,
    Key: { id: request.customerId },
    ConditionExpression: conditions.join(' AND '),
    // Without an UpdateExpression nothing is written, and the answer is the item as it stands.
    ...(!isEmptyUpdate(request.update) && {
      UpdateExpression: toExpression(placeholders, toChanges(request, seen)),
    }),
    ExpressionAttributeNames: placeholders.names,
    ExpressionAttributeValues: placeholders.values,
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

function toExpression(placeholders: Placeholders, changes: readonly Change[]): string {
  const clauses = { SET: [] as string[], REMOVE: [] as string[] };
  for (const change of changes) {
    const path = placeholders.path(...change.path);
    if ('remove' in change) clauses.REMOVE.push(path);
    else clauses.SET.push(`${path} = ${toOperand(placeholders, path, change)}`);
  }
  return Object.entries(clauses)
    .filter(([, actions]) => actions.length > 0)
    .map(([clause, actions]) => `${clause} ${actions.join(', ')}`)
    .join(' ');
}

function toOperand(
  placeholders: Placeholders,
  path: string,
  change: Exclude<Change, { remove: true }>,
) {
  if ('plus' in change) return `${path} + ${placeholders.value(change.plus)}`;
  if ('value' in change) return placeholders.value(change.value);
  const operand =
    change.ifAbsent === STORED_VERSION
      ? placeholders.path('version')
      : placeholders.value(change.ifAbsent);
  return `if_not_exists(${path}, ${operand})`;
}
