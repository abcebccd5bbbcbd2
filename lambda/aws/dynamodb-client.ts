import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
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
 * budget. Throws if the SDK no longer has one of the middlewares to remove.
 */
export function createDynamoDbClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({
    ...FIXED,
    ...config,
    // At most three attempts of two seconds each, and the waits between them.
    maxAttempts: 3,
    requestHandler: createRequestHandler({ timeoutMs: 2_000 }),
  });
  for (const middleware of NOT_NEEDED) {
    if (!client.middlewareStack.remove(middleware)) {
      throw new Error(`The SDK has no middleware ${middleware}: update dynamodb-client.ts.`);
    }
  }
  return client;
}
