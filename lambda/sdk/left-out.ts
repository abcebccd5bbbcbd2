// Takes the place of parts of the SDK in the bundle (infra/bundling.ts) that DynamoDB's UpdateItem never calls:
// a tenth of a cold start.

/** Of `@aws-sdk/endpoint-cache`: the cache of endpoint discovery, which no command of this client uses. */
export class EndpointCache {}

/** Of `@smithy/core/event-streams`, which is for operations that stream events; DynamoDB has none. */
export class EventStreamSerde {}
