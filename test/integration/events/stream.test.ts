import { randomUUID } from 'node:crypto';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { compose } from '../../../lambda/events/compose.ts';
import type { CustomerUpdated } from '../../../lambda/events/customer-updated.ts';
import { createLocalClient, localClientConfig } from '../../../local/dynamodb/dynamodb-client.ts';
import { createTable } from '../../../local/dynamodb/table.ts';
import { createEventBus } from '../../../local/events/event-bus.ts';
import { type Following, followStream } from '../../../local/events/follow-stream.ts';
import { ensureStream } from '../../../local/events/stream.ts';
import { readSampleCustomer } from '../../../local/seed/sample-customer.ts';
import { toStoredItem } from '../../../local/seed/stored-item.ts';
import { templateOf } from '../../infra/support/template.ts';
import { body } from '../../model/arbitrary-body.ts';
import { setEnvironment } from '../../support/environment.ts';
import { type FakeServer, startFakeServer } from '../../support/fake-server.ts';
import { startTestApp, type TestAnswer, type TestApp } from '../../support/test-app.ts';
import { expectExplained } from '../../unit/events/explains.ts';

const TABLE = `customers-${randomUUID()}`;
const endpoint = inject('dynamoDbEndpoint');
const dynamoDb = createLocalClient(endpoint);
const documents = DynamoDBDocumentClient.from(dynamoDb);
const streams = new DynamoDBStreamsClient(localClientConfig(endpoint));
const events: CustomerUpdated[] = [];
const faults: unknown[] = [];
let app: TestApp;
let server: FakeServer;
let following: Following;
let restore: (() => void) | undefined;
const bus = createEventBus({
  onEvent: ({ detail }) => events.push(detail as CustomerUpdated),
  onMessage: (message) => faults.push(message),
});

beforeAll(async () => {
  const { resources: Resources, outputs: Outputs } = templateOf({ changeEvents: 'on' });
  await createTable(dynamoDb, { Resources, Outputs }, TABLE);
  server = await startFakeServer(bus);
  const env = {
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_EVENTBRIDGE: server.url,
    EVENT_BUS_NAME: 'customers',
    AWS_ENDPOINT_URL_SQS: server.url,
    DEAD_LETTER_QUEUE_URL: `${server.url}dead-letters`,
  };
  restore = setEnvironment(env);
  const log = { info: () => {}, error: () => {} };
  const handler = compose(env, { log });
  following = await followStream(streams, {
    streamArn: await ensureStream(dynamoDb, TABLE),
    from: 'LATEST',
    handle: (event) => handler(event, { getRemainingTimeInMillis: () => 60_000 }),
    onFault: (fault) => faults.push(fault),
  });
  app = await startTestApp({ env: { TABLE_NAME: TABLE } });
}, 60_000);

afterAll(async () => {
  await following?.stop();
  await app?.stop();
  await server?.stop();
  restore?.();
  streams.destroy();
  dynamoDb.destroy();
  expect(faults).toEqual([]);
});

async function storeSample(): Promise<string> {
  const id = randomUUID();
  const item = toStoredItem({ ...readSampleCustomer(), id }, '2026-11-22T00:42:50.311Z');
  await documents.send(new PutCommand({ TableName: TABLE, Item: item }));
  return id;
}

const eventsOf = (id: string) => events.filter(({ customerId }) => customerId === id);

/** Waits for the event of a name that is set now: by then the stream has shown all that was before. */
async function settle(id: string): Promise<TestAnswer> {
  const firstName = `Settled ${randomUUID().slice(0, 8)}`;
  const answer = await app.put(id, { body: { firstName } });
  await vi.waitFor(() => expect(eventsOf(id).at(-1)?.version).toBe(versionOf(answer)), {
    timeout: 20_000,
    interval: 50,
  });
  return answer;
}

const versionOf = ({ headers }: TestAnswer) => Number(headers.etag?.replaceAll('"', ''));

describe('the stream of DynamoDB', { timeout: 120_000 }, () => {
  it('brings the event of a PUT', async () => {
    const id = await storeSample();
    await app.put(id, { body: { primaryPhoneNumber: { extension: '31' } } });
    const { body: customer } = await settle(id);

    expect(eventsOf(id)).toHaveLength(2);
    expect(eventsOf(id)[0]).toMatchObject({
      version: 2,
      previousVersion: 1,
      updatedBy: customer.updatedBy,
      changed: ['primaryPhoneNumber.extension'],
    });
  });

  it('brings none of a creation, a foreign attribute, a read or the same value again', async () => {
    const id = await storeSample();
    await app.put(id, { body: {} });
    await app.put(id, { body: { lastName: readSampleCustomer().lastName } });
    await documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: { id },
        UpdateExpression: 'SET internalNote = :note',
        ExpressionAttributeValues: { ':note': { values: new Set([1, 2 ** 52 + 2]) } },
      }),
    );
    await settle(id);
    expect(eventsOf(id).map(({ changed }) => changed)).toEqual([['firstName']]);
  });

  it('brings what somebody else changed', async () => {
    const id = await storeSample();
    await documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: { id },
        UpdateExpression: 'SET #status = :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': 'CLOSED' },
      }),
    );
    await settle(id);
    expect(eventsOf(id)[0]).toMatchObject({ version: 1, previousVersion: 1, changed: ['status'] });
  });

  it('loses nothing and keeps the order while the bus is down', async () => {
    const id = await storeSample();
    server.answer((_request, response) => response.destroy());
    const puts = Array.from({ length: 12 }, (_, n) =>
      app.put(id, { body: { middleName: `Name ${n}` } }),
    );
    for (const { status } of await Promise.all(puts)) expect(status).toBe(200);
    expect(eventsOf(id)).toEqual([]);
    server.answer(bus);
    await settle(id);

    const versions = eventsOf(id).map(({ version }) => version);
    expect(versions).toEqual(Array.from({ length: 13 }, (_, n) => n + 2));
  });

  it('explains by its events exactly how answers differ, whatever is asked', async () => {
    const requests = fc.array(body, { minLength: 1, maxLength: 12, size: 'max' });
    const samples = fc.sample(requests, { numRuns: 15, seed: 17 });
    let changes = 0;
    for (const bodies of samples) {
      const id = await storeSample();
      const answers = [await app.put(id, { body: {} })];
      for (const one of bodies) answers.push(await app.put(id, { body: one }));
      answers.push(await settle(id));
      const good = answers.filter(({ status }) => status === 200);
      const byVersion = new Map(good.map((answer) => [versionOf(answer), answer.body]));

      const seen = eventsOf(id);
      expect(seen.map(({ version }) => version)).toEqual(
        seen.map(({ version }) => version).toSorted((a, b) => a - b),
      );
      expectExplained([...byVersion.values()], [...byVersion.keys()], seen);
      changes += seen.length;
    }
    expect(changes).toBeGreaterThan(50);
  });
});
