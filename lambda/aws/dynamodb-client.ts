import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import toFastProperties from 'to-fast-properties';
import { createRequestHandler } from './request-handler.ts';

/**
 * Fixed values, so that the SDK reads no configuration files (3 % of a cold start). They also
 * override AWS_RETRY_MODE, as `maxAttempts` below overrides AWS_MAX_ATTEMPTS; compose.ts reads
 * the variables of the endpoint.
 */
const FIXED: DynamoDBClientConfig = {
  accountIdEndpointMode: 'disabled',
  authSchemePreference: [],
  ignoreConfiguredEndpointUrls: true,
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
};

/**
 * SDK middlewares that an update does not need: 5 % of a cold start and 10 % of a request's CPU
 * time. The logger's would also copy every value, to log none.
 */
const NOT_NEEDED = ['getUserAgentMiddleware', 'loggerMiddleware', 'recursionDetectionMiddleware'];

/**
 * The function's client. It times out early enough for its retries to fit into the app's time
 * budget.
 */
export function createDynamoDbClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({
    ...FIXED,
    ...config,
    // At most three attempts of two seconds each, and the waits between them.
    maxAttempts: 3,
    requestHandler: createRequestHandler({ timeoutMs: 2_000 }),
  });
  removeMiddlewares(client, NOT_NEEDED);
  // V8 keeps the SDK's configuration as a hash table. Each request copies it four times: 9 µs each,
  // instead of 1 µs.
  toFastProperties(client.config);
  return client;
}

/** Throws if the client has no such middleware, as after an update of the SDK that renames one. */
export function removeMiddlewares(client: DynamoDBClient, names: readonly string[]): void {
  for (const name of names) {
    if (client.middlewareStack.remove(name)) continue;
    throw new Error(`The SDK has no middleware ${name}: update dynamodb-client.ts.`);
  }
}
