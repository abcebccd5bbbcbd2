import { isEmptyUpdate } from '../customer/customer-update.ts';
import { toChanges } from './changes.ts';
import { toConditions } from './conditions.ts';
import { createPlaceholders } from './placeholders.ts';
import { FIRST_PLAN, type Plan } from './plan.ts';
import type { UpdateItemInput } from './send-update.ts';
import { toUpdateExpression } from './update-expression.ts';
import type { UpdateRequest } from './update-request.ts';

/** The conditional UpdateItem that makes the whole planned change, or nothing. */
export function toUpdateInput(
  table: string,
  request: UpdateRequest,
  plan: Plan = FIRST_PLAN,
): UpdateItemInput {
  const placeholders = createPlaceholders();
  const conditions = toConditions(placeholders, request, plan);
  return {
    TableName: table,
    Key: { id: request.customerId },
    ConditionExpression: conditions.join(' AND '),
    // Without an UpdateExpression nothing is written and the current item is returned.
    ...(!isEmptyUpdate(request.update) && {
      UpdateExpression: toUpdateExpression(placeholders, toChanges(request, plan)),
    }),
    ExpressionAttributeNames: placeholders.names,
    ExpressionAttributeValues: placeholders.values,
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}
