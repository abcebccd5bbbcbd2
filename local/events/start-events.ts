import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { createLocalClient, localClientConfig } from '../dynamodb/dynamodb-client.ts';
import { toFunctionEnvironment } from '../lambda/function-environment.ts';
import { createContext } from '../lambda/lambda-function.ts';
import { type Build, startReloadableFunction } from '../lambda/reloadable-function.ts';
import { startFunction } from '../lambda/running-function.ts';
import { LOOPBACK } from '../shared/ports.ts';
import { stopServer } from '../shared/stop-server.ts';
import { type BusEvent, createEventBus } from './event-bus.ts';
import { type Following, followStream } from './follow-stream.ts';
import { ensureStream } from './stream.ts';

export interface EventOptions {
  onEvent: (event: BusEvent) => void;
  /** Called with the function's output and with errors of the stream. */
  onEventLog: (text: string) => void;
}

interface StartEventsOptions extends EventOptions {
  /** DynamoDB's endpoint. */
  endpoint: string;
  table: string;
  first: Build;
  build: () => Promise<Build>;
}

export interface LocalEvents {
  /** As for the API's function. */
  reload(): Promise<boolean>;
  stop(): Promise<void>;
}

const TIMEOUT_MS = 60_000;
const MEMORY_MB = 512;

/** Announces a table's changes from now on, by the deployed function, on a bus in this process. */
export async function startEvents(options: StartEventsOptions): Promise<LocalEvents> {
  const { endpoint, table, first, build, onEvent, onEventLog } = options;
  const onMessage = (body: string) => onEventLog(`To the dead-letter queue: ${body}\n`);
  const server = createServer(createEventBus({ onEvent, onMessage }));
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  const url = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}/`;

  // All endpoints are local, so that the function cannot reach AWS.
  const variables = {
    AWS_ENDPOINT_URL_EVENTBRIDGE: url,
    AWS_ENDPOINT_URL_SQS: url,
    EVENT_BUS_NAME: 'customers-local',
    DEAD_LETTER_QUEUE_URL: `${url}dead-letters`,
  };
  const environment = toFunctionEnvironment(variables, endpoint);
  const assetDirOf = ({ stack }: Build) => stack.eventsAssetDir ?? '';
  const announceChanges = await startReloadableFunction<DynamoDBStreamEvent>(first, {
    build,
    assetDirOf,
    launch: (assetDir) => startFunction({ assetDir, environment, onLog: onEventLog }),
  });
  const dynamoDb = createLocalClient(endpoint);
  const streams = new DynamoDBStreamsClient(localClientConfig(endpoint));
  let following: Following | undefined;
  const stop = async () => {
    await following?.stop();
    await Promise.all([announceChanges.stop(), stopServer(server)]);
    streams.destroy();
  };

  try {
    const streamArn = await ensureStream(dynamoDb, table);
    following = await followStream(streams, {
      streamArn,
      from: 'LATEST',
      handle: async (event) =>
        (await announceChanges.handler(
          event,
          createContext(TIMEOUT_MS, MEMORY_MB),
        )) as DynamoDBBatchResponse,
      onFault: (error) => onEventLog(`Change events: ${error}\n`),
    });
  } catch (error) {
    await stop();
    throw error;
  } finally {
    dynamoDb.destroy();
  }
  return { reload: announceChanges.reload, stop };
}
