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

/** What DynamoDB is asked to do, as the document client takes it. */
export type UpdateItemInput = UpdateCommandInput & { Key: { id: string } };

type SdkError = Parameters<typeof isServerError>[0];

/**
 * What became of one UpdateItem: the new item, the old one (if any) that failed
 * the condition, or neither, because another writer's transaction held the item.
 */
export type UpdateResult =
  | { updated: StoredCustomer }
  | { rejected: StoredCustomer | undefined }
  | { collided: true };

export interface SendOptions {
  /** Ends the waiting, retries included. */
  signal: AbortSignal;
  /** Called with the number of HTTP requests that the UpdateItem took, whatever became of it. */
  onAttempts: (attempts: number) => void;
}

/**
 * Sends one UpdateItem, retried by the SDK. Throws `SERVICE_UNAVAILABLE` where
 * DynamoDB throttles, fails, answers what cannot be read or does not answer until
 * `signal` aborts, `CONFLICT` where another region keeps writing the item; any
 * other fault is a mistake of ours and thrown as it is.
 */
export type UpdateItem = (input: UpdateItemInput, options: SendOptions) => Promise<UpdateResult>;

/** Creates the function that sends UpdateItems by a client of DynamoDB (lambda/aws/). */
export function createUpdateItem(client: DynamoDBClient): UpdateItem {
  const documents = DynamoDBDocumentClient.from(client, { unmarshallOptions: { wrapNumbers } });
  return async (input, { signal, onAttempts }) => {
    let attempts = 0;
    let isAnswered = false;
    // For the request handler: the SDK itself does not tell how many attempts the signal ended.
    const options = {
      abortSignal: signal,
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
      throw toProblem(error, isAnswered || signal.aborted);
    } finally {
      onAttempts(attempts);
    }
  };
}

/** Of numbers beyond 2^53, which others may have stored, the nearest double: the SDK would throw, after the write. */
const wrapNumbers = Number;

async function send(
  documents: DynamoDBDocumentClient,
  input: UpdateItemInput,
  options: { abortSignal: AbortSignal },
): Promise<UpdateResult> {
  try {
    const { Attributes } = await documents.send(new UpdateCommand(input), options);
    return { updated: toItem(Attributes, input.Key.id) };
  } catch (error) {
    // The SDK does not try again.
    if (error instanceof TransactionConflictException) return { collided: true };
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { Item } = error;
    if (!Item) return { rejected: undefined };
    // The SDK leaves an attribute of this name without a type, of which unmarshall would throw.
    Reflect.deleteProperty(Item, '__proto__');
    // The document client leaves the item of an error marshalled.
    return { rejected: toItem(unmarshall(Item, { wrapNumbers }), input.Key.id) };
  }
}

/** To the SDK an answer without a body, or with another one, is one without an item. */
function toItem(item: Record<string, unknown> = {}, id: string): StoredCustomer {
  if (item.id !== id) throw new Error('The answer does not have the item.');
  dropForeignPrototypes(item);
  return item as unknown as StoredCustomer;
}

/** The SDK makes an attribute `__proto__` the prototype of its map, whose members would pass for the map's own. */
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
  // Of strongly consistent replicas, after the SDK's retries: no outage, so no 503.
  if (error instanceof ReplicatedWriteConflictException) {
    return new ProblemError('CONFLICT', options);
  }
  const isUnavailable = isTemporary(error as SdkError) || (mayBeMade && !isRefusal(error));
  return isUnavailable ? new ProblemError('SERVICE_UNAVAILABLE', options) : error;
}

function isTemporary(error: SdkError): boolean {
  return isThrottlingError(error) || isTransientError(error) || isServerError(error);
}

/** Whether DynamoDB says no. An answer that cannot be read may be that of a write that was made. */
function isRefusal(error: unknown): boolean {
  // The SDK's name for an answer that names no error.
  return error instanceof DynamoDBServiceException && error.name !== 'Unknown';
}
