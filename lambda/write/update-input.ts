import { isEmptyUpdate } from '../customer/customer-update.ts';
import type { StoredCustomer } from '../customer/stored-customer.ts';
import { toChanges } from './changes.ts';
import { blindConditions, ownedIndividual, sameVersion } from './conditions.ts';
import { createPlaceholders } from './placeholders.ts';
import type { UpdateItemInput } from './send-update.ts';
import { toUpdateExpression } from './update-expression.ts';
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
): UpdateItemInput {
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
      UpdateExpression: toUpdateExpression(placeholders, toChanges(request, seen)),
    }),
    ExpressionAttributeNames: placeholders.names,
    ExpressionAttributeValues: placeholders.values,
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}
