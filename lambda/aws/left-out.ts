// Takes the place of parts of the SDK in the bundle (infra/function/bundling.ts) which the function's client
// (dynamodb-client.ts) does not call: a sixth of the bundle and a tenth of a cold start. None does
// what its original does, so that a client that did call it would fail in every test of the bundle.

/** Of `@aws-sdk/middleware-endpoint-discovery`: there is one endpoint. */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {};
export const resolveEndpointDiscoveryConfig = (config: object) => config;

/** Of `@smithy/core/event-streams`, for operations that stream events: DynamoDB has none. */
export class EventStreamSerde {}

/** Of `@smithy/node-http-handler`: the client is given a request handler, which reads bodies, too. */
export const NodeHttpHandler = { create: (requestHandler: object) => requestHandler };
export const streamCollector = undefined;

/** Of `@aws-sdk/core/httpAuthSchemes` and `@smithy/core/checksum`: the request handler signs. */
export const NODE_AUTH_SCHEME_PREFERENCE_OPTIONS = {};
export class AwsSdkSigV4Signer {}
export class Sha256 {}
export function resolveAwsSdkSigV4Config(config: {
  credentials?: unknown;
  credentialDefaultProvider: () => unknown;
}) {
  config.credentials ??= config.credentialDefaultProvider();
  return config;
}
