import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { createDynamoDbClient } from '../../lambda/aws/dynamodb-client.ts';
import { compose } from '../../lambda/compose.ts';
import { localClientConfig } from '../../local/dynamodb/dynamodb-client.ts';
import { type Handler, invoke } from '../../local/lambda/lambda-function.ts';
import { createWorld } from './world.ts';

/** What the latest request cost. */
export interface Meter {
  /** HTTP requests to DynamoDB, the bytes of the last body and the write units of all. */
  calls: number;
  sent: number;
  units: number;
}

export interface MeteredApp {
  put(id: string, update: unknown): Promise<void>;
  meter(): Meter;
}

/** The app on a real table with the function's own client, and a count of what DynamoDB charges. */
export async function createMeteredApp(endpoint: string, table: string): Promise<MeteredApp> {
  const client = createDynamoDbClient(localClientConfig(endpoint));
  const world = await createWorld();
  let meter: Meter = { calls: 0, sent: 0, units: 0 };
  // Around each request, for what it charges; and before it is sent, for its size.
  client.middlewareStack.add(
    (next) => async (args) => {
      const input = { ...args.input, ReturnConsumedCapacity: 'TOTAL' };
      const result = await next({ ...args, input } as typeof args);
      const { ConsumedCapacity } = result.output as {
        ConsumedCapacity?: { CapacityUnits: number };
      };
      meter.units += ConsumedCapacity?.CapacityUnits ?? 0;
      return result;
    },
    { step: 'initialize' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      const { body } = args.request as { body: Uint8Array };
      meter.calls += 1;
      meter.sent = body.byteLength;
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  const { app } = compose(
    { ...world.env('http://127.0.0.1'), TABLE_NAME: table },
    {
      client,
      getKey: createLocalJWKSet(world.jwks as JSONWebKeySet),
      log: { info: () => {}, error: () => {} },
    },
  );
  const lambda = { handler: app satisfies Handler, timeoutSeconds: 15, memoryMb: 1769 };
  return {
    put: async (id, update) => {
      meter = { calls: 0, sent: 0, units: 0 };
      const event = world.event(JSON.stringify(update));
      const answer = await invoke(lambda, { ...event, pathParameters: { customerId: id } });
      const { statusCode, body } = answer as { statusCode: number; body: string };
      if (statusCode !== 200) throw new Error(`Answered ${statusCode}: ${body}`);
    },
    meter: () => meter,
  };
}
