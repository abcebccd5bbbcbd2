import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { createRequestHandler } from './request-handler.ts';

/**
 * Fixed values, so that the SDK reads no configuration files (3 % of a cold start). They also
 * override AWS_MAX_ATTEMPTS and AWS_RETRY_MODE; compose.ts reads the endpoint's variables.
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
 * The SDK's middlewares that an update does not need: a twentieth of a cold start and a tenth of a
 * request's CPU. The logger's would even copy every value.
 */
const NOT_NEEDED = ['getUserAgentMiddleware', 'loggerMiddleware', 'recursionDetectionMiddleware'];

/**
 * The function's client: fails soon enough for its retries to fit into the app's budget. Throws
 * where the SDK no longer has one of the middlewares that are taken out.
 */
export function createDynamoDbClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({
    ...FIXED,
    ...config,
    // Three attempts of at most two seconds and the waits between them.
    maxAttempts: 3,
    requestHandler: createRequestHandler({ timeoutMs: 2_000 }),
  });
  for (const middleware of NOT_NEEDED) {
    if (!client.middlewareStack.remove(middleware)) {
      throw new Error(
        `The SDK has no middleware ${middleware}: compare dynamodb-client.ts with it.`,
      );
    }
  }
  return client;
}
