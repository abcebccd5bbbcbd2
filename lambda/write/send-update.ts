import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  DynamoDBServiceException,
  ReplicatedWriteConflictException,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { fromAttributes } from '../aws/attribute-values.ts';
import type { StoredCustomer } from '../customer/stored-customer.ts';
import { ProblemError } from '../problems.ts';

/** What DynamoDB is asked to do, with plain values in the place of its own. */
export type UpdateItemInput = Omit<UpdateItemCommandInput, 'Key' | 'ExpressionAttributeValues'> & {
  Key: { id: string };
  ExpressionAttributeValues: Record<string, unknown>;
};

type SdkError = Parameters<typeof isServerError>[0];

/** What became of one UpdateItem: the new item, or the old one (if any) that failed the condition. */
export type UpdateResult = { updated: StoredCustomer } | { rejected: StoredCustomer | undefined };

export interface SendOptions {
  /** Ends the waiting, retries included. */
  signal: AbortSignal;
  /** Told how many HTTP requests the UpdateItem took, whatever became of it. */
  onAttempts: (attempts: number) => void;
}

/**
 * Sends one UpdateItem, retried by the SDK. Throws `SERVICE_UNAVAILABLE` where
 * DynamoDB throttles, fails, answers what cannot be read or does not answer until
 * `signal` aborts, `CONFLICT` where another region keeps writing the item; any
 * other fault is a mistake of ours and thrown as it is.
 */
export type UpdateItem = (input: UpdateItemInput, options: SendOptions) => Promise<UpdateResult>;

/** Creates the function that sends UpdateItems by a client of DynamoDB. */
export function createUpdateItem(client: DynamoDBClient): UpdateItem {
  return async ({ Key, ExpressionAttributeValues, ...input }, { signal, onAttempts }) => {
    const command = new UpdateItemCommand({
      ...input,
      Key: marshall(Key),
      ExpressionAttributeValues: marshall(ExpressionAttributeValues),
    });
    let attempts = 0;
    let isAnswered = false;
    // The SDK does not tell how many they were where the signal ended the last. With low priority
    // this sees an answer before anything reads it.
    command.middlewareStack.add(
      (next) => async (args) => {
        attempts++;
        isAnswered = false;
        const answer = await next(args);
        isAnswered = true;
        return answer;
      },
      { step: 'deserialize', priority: 'low' },
    );
    try {
      return await send(client, command, { id: Key.id, abortSignal: signal });
    } catch (error) {
      throw toProblem(error, isAnswered, signal);
    } finally {
      onAttempts(attempts);
    }
  };
}

async function send(
  client: DynamoDBClient,
  command: UpdateItemCommand,
  { id, abortSignal }: { id: string; abortSignal: AbortSignal },
): Promise<UpdateResult> {
  try {
    const { Attributes } = await client.send(command, { abortSignal });
    return { updated: toItem(Attributes, id) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { rejected: error.Item && toItem(error.Item, id) };
  }
}

/** To the SDK an answer without a body, or with another one, is one without an item. */
function toItem(attributes: Record<string, AttributeValue> = {}, id: string): StoredCustomer {
  const item = fromAttributes(attributes);
  if (item.id !== id) throw new Error('The answer does not have the item.');
  return item as unknown as StoredCustomer;
}

function toProblem(error: unknown, isAnswered: boolean, signal: AbortSignal): unknown {
  const options = { cause: error, headers: { 'retry-after': '1' } };
  // Of strongly consistent replicas, after the SDK's retries: no outage, so no 503.
  if (error instanceof ReplicatedWriteConflictException) {
    return new ProblemError('CONFLICT', options);
  }
  const isUnavailable =
    signal.aborted || isTemporary(error as SdkError) || (isAnswered && !isRefusal(error));
  return isUnavailable ? new ProblemError('SERVICE_UNAVAILABLE', options) : error;
}

function isTemporary(error: SdkError): boolean {
  return isThrottlingError(error) || isTransientError(error) || isServerError(error);
}

/** Whether an answer says no. One that cannot be read may be that of a write that was made. */
function isRefusal(error: unknown): boolean {
  // The SDK's name for an answer that names no error.
  return error instanceof DynamoDBServiceException && error.name !== 'Unknown';
}
