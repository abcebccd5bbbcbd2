import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDbClient } from '../../../lambda/aws/dynamodb-client.ts';
import { createUpdateItem } from '../../../lambda/write/send-update.ts';
import { localClientConfig } from '../../../local/dynamodb/dynamodb-client.ts';
import { type FakeServer, silent, startFakeServer, text } from '../../support/fake-server.ts';

let dynamoDb: FakeServer;
beforeAll(async () => {
  dynamoDb = await startFakeServer(silent);
});
afterAll(() => dynamoDb.stop());

/** Sends the update of the customer `a`, with the function's own client. */
async function send({ value = 'Ann' as unknown, timeMs = 8_000 } = {}) {
  const client = createDynamoDbClient(localClientConfig(dynamoDb.url));
  const values = { ':v': value };
  const attempts: number[] = [];
  const before = dynamoDb.requests();
  const outcome = await createUpdateItem(client)(
    { TableName: 'customers', Key: { id: 'a' }, ExpressionAttributeValues: values },
    { deadline: performance.now() + timeMs, onAttempts: (count) => void attempts.push(count) },
  ).catch((error: unknown) => error);
  expect(attempts).toEqual([dynamoDb.requests() - before]);
  return { outcome, requests: attempts[0] ?? 0 };
}

const fault = (name: string, more = {}) =>
  JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: '', ...more });
const UPDATED = '{"Attributes":{"id":{"S":"a"},"version":{"N":"8"}}}';
const RETRY = { 'retry-after': '1' };
const UNAVAILABLE = { code: 'SERVICE_UNAVAILABLE', headers: RETRY };

describe('an UpdateItem', () => {
  it.each([
    { answer: 'the new item', status: 200, body: UPDATED, outcome: { updated: { version: 8 } } },
    {
      answer: 'the item that failed the condition',
      status: 400,
      body: fault('ConditionalCheckFailedException', { Item: { id: { S: 'a' } } }),
      outcome: { rejected: { id: 'a' } },
    },
    {
      answer: 'another’s transaction',
      status: 400,
      body: fault('TransactionConflictException'),
      outcome: { collided: true },
    },
    {
      answer: 'a mistake of ours',
      status: 400,
      body: fault('ValidationException'),
      outcome: { name: 'ValidationException' },
    },
    {
      answer: 'no permission',
      status: 400,
      body: fault('AccessDeniedException'),
      outcome: { name: 'AccessDeniedException' },
    },
    { answer: 'an error without a name', status: 400, body: '{}', outcome: UNAVAILABLE },
    { answer: 'what cannot be read', status: 200, body: 'nonsense', outcome: UNAVAILABLE },
    {
      answer: 'another customer',
      status: 200,
      body: UPDATED.replace('"a"', '"b"'),
      outcome: { ...UNAVAILABLE, cause: { message: 'The answer does not have the item.' } },
    },
  ])('answered by $answer is sent once', async ({ status, body, outcome }) => {
    dynamoDb.answer(text(body, status));
    expect(await send()).toMatchObject({ outcome, requests: 1 });
  });

  it.each([
    { answer: 'a failure', status: 500, body: fault('InternalServerError'), outcome: UNAVAILABLE },
    { answer: 'a gateway', status: 502, body: '<html>', outcome: UNAVAILABLE },
    {
      answer: 'throttling',
      status: 400,
      body: fault('ProvisionedThroughputExceededException'),
      outcome: UNAVAILABLE,
    },
    {
      answer: 'the write of another region',
      status: 400,
      body: fault('ReplicatedWriteConflictException'),
      outcome: { code: 'CONFLICT', headers: RETRY },
    },
  ])('answered by $answer is sent three times', async ({ status, body, outcome }) => {
    dynamoDb.answer(text(body, status));
    expect(await send()).toMatchObject({ outcome, requests: 3 });
  });

  it('whose condition failed without an item has nothing to show', async () => {
    dynamoDb.answer(text(fault('ConditionalCheckFailedException'), 400));
    expect((await send()).outcome).toEqual({ rejected: undefined });
  });

  it('that is not answered in time is unavailable, and may have been made', async () => {
    dynamoDb.answer(silent);
    expect(await send({ timeMs: 50 })).toMatchObject({ outcome: UNAVAILABLE, requests: 1 });
  });

  it('for which no time is left is unavailable, without a request', async () => {
    const { outcome, requests } = await send({ timeMs: 0 });
    expect(outcome).toMatchObject({ ...UNAVAILABLE, cause: { name: 'AbortError' } });
    expect(requests).toBe(0);
  });

  it('that cannot be sent is a mistake of ours', async () => {
    const { outcome, requests } = await send({ value: new Date() });
    expect(outcome).toMatchObject({ message: expect.stringContaining('Unsupported type') });
    expect(requests).toBe(0);
  });
});

describe('the item of an answer', () => {
  const evil = { M: { type: { S: 'BUSINESS' } } };
  const attributes = {
    id: { S: 'a' },
    picture: { B: 'AAE=' },
    tags: { SS: ['x'] },
    // A computed key: in an object literal it would set the prototype.
    maps: { L: [{ M: { ['__proto__']: evil } }] },
    ['__proto__']: evil,
  };

  it('has nothing of an attribute __proto__, and every other one', async () => {
    dynamoDb.answer(text(JSON.stringify({ Attributes: attributes })));
    const { outcome } = (await send()) as { outcome: { updated: Record<string, unknown> } };
    const { updated } = outcome;
    const [map] = updated.maps as object[];
    for (const object of [updated, map ?? {}]) {
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      expect(object).not.toHaveProperty('type');
    }
    expect(Buffer.from(updated.picture as Uint8Array)).toEqual(Buffer.from([0, 1]));
    expect(updated.picture).toBeInstanceOf(Uint8Array);
    expect(updated.tags).toEqual(new Set(['x']));
  });

  it('that failed the condition has nothing of it either', async () => {
    const Item = { id: { S: 'a' }, ['__proto__']: evil };
    dynamoDb.answer(text(fault('ConditionalCheckFailedException', { Item }), 400));
    const { outcome } = await send();
    expect(outcome).toEqual({ rejected: { id: 'a' } });
    expect((outcome as { rejected: object }).rejected).not.toHaveProperty('type');
  });
});
