import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** The function's client: fails soon enough for its retries to fit into the app's budget. */
export function createDynamoDbClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({
    ...config,
    // Three attempts of at most two seconds and the waits between them.
    maxAttempts: 3,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 1_000,
      requestTimeout: 2_000,
      // Without it a request past its time is only warned of.
      throwOnRequestTimeout: true,
      // `requestTimeout` ends with the first byte of the answer; this is for the rest of it.
      socketTimeout: 2_000,
    }),
  });
}
