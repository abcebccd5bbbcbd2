import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/**
 * What the SDK would look up in configuration files, which a Lambda function does
 * not have: the looking alone is a twelfth of a cold start. So of the SDK's own
 * environment variables only those of region, credentials and endpoint count.
 */
const NOT_LOOKED_UP: DynamoDBClientConfig = {
  accountIdEndpointMode: 'disabled',
  authSchemePreference: [],
  ignoreConfiguredEndpointUrls: true,
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
};

/** Work for each request that DynamoDB does not need; the logger's would even copy every value. */
const LEFT_OUT = ['getUserAgentMiddleware', 'loggerMiddleware', 'recursionDetectionMiddleware'];

/** The function's client: fails soon enough for its retries to fit into the app's budget. */
export function createDynamoDbClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({
    ...NOT_LOOKED_UP,
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
  for (const middleware of LEFT_OUT) client.middlewareStack.remove(middleware);
  return client;
}
