import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  DynamoDBServiceException,
  ReplicatedWriteConflictException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { StoredCustomer } from '../customer/stored-customer.ts';
import { ProblemError } from '../problems.ts';

/** An UpdateItem as the document client takes it. */
export type UpdateItemInput = UpdateCommandInput & { Key: { id: string } };

type SdkError = Parameters<typeof isServerError>[0];

/**
 * The result of one UpdateItem: the new item, the old item (if any) that failed the condition,
 * or a collision with another writer's transaction on the item.
 */
export type UpdateResult =
  | { updated: StoredCustomer }
  | { rejected: StoredCustomer | undefined }
  | { collided: true };

export interface SendOptions {
  /** When the UpdateItem and its retries must have ended, in milliseconds of `performance.now()`. */
  deadline: number;
  /** Called once per UpdateItem, even if it fails, with the number of HTTP requests it took. */
  onAttempts: (attempts: number) => void;
}

/**
 * Sends one UpdateItem; the SDK retries it. Throws `SERVICE_UNAVAILABLE` where DynamoDB
 * throttles, fails, sends an unreadable response or does not respond before the deadline,
 * and `CONFLICT` where another region keeps writing the item. Any other error is a bug of this
 * service and is thrown as it is.
 */
export type UpdateItem = (input: UpdateItemInput, options: SendOptions) => Promise<UpdateResult>;

/** Creates the function that sends UpdateItems with a DynamoDB client (lambda/aws/). */
export function createUpdateItem(client: DynamoDBClient): UpdateItem {
  const documents = DynamoDBDocumentClient.from(client, { unmarshallOptions: { wrapNumbers } });
  return async (input, { deadline, onAttempts }) => {
    let attempts = 0;
    let isAnswered = false;
    // For the request handler (lambda/aws/), to which the SDK passes them on.
    const options = {
      deadline,
      onAttempt: () => {
        attempts++;
        isAnswered = false;
      },
      onAnswer: () => {
        isAnswered = true;
      },
    };
    try {
      return await send(documents, input, options);
    } catch (error) {
      throw toProblem(error, isAnswered || isOutOfTime(error));
    } finally {
      onAttempts(attempts);
    }
  };
}

// Other writers may store numbers beyond 2^53: they become the nearest double. The SDK's default
// is to throw, after the write has been made.
const wrapNumbers = Number;

async function send(
  documents: DynamoDBDocumentClient,
  input: UpdateItemInput,
  options: object,
): Promise<UpdateResult> {
  try {
    const { Attributes } = await documents.send(new UpdateCommand(input), options);
    return { updated: toItem(Attributes, input.Key.id) };
  } catch (error) {
    // The SDK does not retry this error.
    if (error instanceof TransactionConflictException) return { collided: true };
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { Item } = error;
    if (!Item) return { rejected: undefined };
    // The SDK drops the type of an attribute of this name, so that unmarshall would throw.
    Reflect.deleteProperty(Item, '__proto__');
    // The document client leaves the item of an error marshalled.
    return { rejected: toItem(unmarshall(Item, { wrapNumbers }), input.Key.id) };
  }
}

/** For a missing or foreign response body the SDK returns no item. */
function toItem(item: Record<string, unknown> = {}, id: string): StoredCustomer {
  if (item.id !== id) throw new Error('The answer does not have the item.');
  dropForeignPrototypes(item);
  return item as unknown as StoredCustomer;
}

/** The SDK makes an attribute `__proto__` the prototype of its map, whose members would leak in. */
function dropForeignPrototypes(value: object): void {
  if (value instanceof Uint8Array) return;
  if (!STANDARD_PROTOTYPES.has(Object.getPrototypeOf(value))) {
    Object.setPrototypeOf(value, Object.prototype);
  }
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) dropForeignPrototypes(member);
  }
}

const STANDARD_PROTOTYPES = new Set<unknown>([Object.prototype, Array.prototype, Set.prototype]);

function toProblem(error: unknown, mayBeMade: boolean): unknown {
  const options = { cause: error, headers: { 'retry-after': '1' } };
  // From strongly consistent replicas, after the SDK's retries. Not an outage, so not a 503.
  if (error instanceof ReplicatedWriteConflictException) {
    return new ProblemError('CONFLICT', options);
  }
  const isUnavailable = isTemporary(error as SdkError) || (mayBeMade && !isRefusal(error));
  return isUnavailable ? new ProblemError('SERVICE_UNAVAILABLE', options) : error;
}

/** Whether the request handler ended the request at its deadline: DynamoDB may have made the write. */
function isOutOfTime(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function isTemporary(error: SdkError): boolean {
  return isThrottlingError(error) || isTransientError(error) || isServerError(error);
}

/** Whether DynamoDB refused the write. After an unreadable response it may have been made. */
function isRefusal(error: unknown): boolean {
  // The SDK's name for a response that names no error.
  return error instanceof DynamoDBServiceException && error.name !== 'Unknown';
}
