import {
  ConditionalCheckFailedException,
  ReplicatedWriteConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { StoredCustomer } from '../customer/stored-customer.ts';
import { ProblemError } from '../problems.ts';

/** What DynamoDB is asked to do, as the document client takes it. */
export type UpdateItemInput = UpdateCommandInput;

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
 * DynamoDB throttles, fails or does not answer until `signal` aborts, `CONFLICT`
 * where another region keeps writing the item; any other fault is a mistake of
 * ours and thrown as it is.
 */
export type UpdateItem = (input: UpdateItemInput, options: SendOptions) => Promise<UpdateResult>;

/** Creates the function that sends UpdateItems by a document client. */
export function createUpdateItem(client: DynamoDBDocumentClient): UpdateItem {
  return async (input, { signal, onAttempts }) => {
    const command = new UpdateCommand(input);
    let attempts = 0;
    // The SDK does not tell how many they were where the signal ended the last. The document client
    // adds the middleware twice; overridden, it counts once.
    command.middlewareStack.add(
      (next) => (args) => {
        attempts++;
        return next(args);
      },
      { step: 'deserialize', name: 'countAttempts', override: true },
    );
    try {
      const output = await client.send(command, { abortSignal: signal });
      return { updated: output.Attributes as StoredCustomer };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        // The document client leaves the item of an error marshalled.
        return { rejected: error.Item && (unmarshall(error.Item) as StoredCustomer) };
      }
      if (error instanceof ReplicatedWriteConflictException) {
        // Of strongly consistent replicas, after the SDK's retries: no outage, so no 503.
        throw new ProblemError('CONFLICT', { cause: error, headers: { 'retry-after': '1' } });
      }
      throw isUnavailable(error as SdkError) || signal.aborted
        ? new ProblemError('SERVICE_UNAVAILABLE', { cause: error, headers: { 'retry-after': '1' } })
        : error;
    } finally {
      onAttempts(attempts);
    }
  };
}

function isUnavailable(error: SdkError): boolean {
  return isThrottlingError(error) || isTransientError(error) || isServerError(error);
}
