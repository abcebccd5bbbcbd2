import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Body, type Caller, toUpdateItem } from './update-item.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** Makes the change; resolves to the item as stored then. */
export async function updateCustomer(customerId: string, body: Body, caller: Caller) {
  const input = toUpdateItem(customerId, body, caller);
  const { Attributes } = await client.send(new UpdateCommand(input));
  return Attributes;
}
