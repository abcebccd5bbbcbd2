import { describe, expect, it } from 'vitest';
import { startAppBehindProxy } from '../support/app-behind-proxy.ts';
import {
  type Fault,
  type FaultPlan,
  REQUESTS_THROTTLED,
  SERVER_ERROR,
  THROTTLED,
} from '../support/fault-proxy.ts';
import { readItem, storeCustomer } from '../support/table.ts';

const ANSWER_WITHIN_MS = 10_000;
const BODY = { firstName: 'Ann', addresses: [] };

/** Sends the request to a customer at version 1, through a proxy with a plan. */
async function update(plan: FaultPlan | undefined, { headers = {}, body = BODY as object } = {}) {
  const app = await startAppBehindProxy(plan);
  try {
    const id = await storeCustomer();
    const startedAt = performance.now();
    const answer = await app.put(id, { body, headers });
    expect(performance.now() - startedAt).toBeLessThan(ANSWER_WITHIN_MS);
    return { answer, item: await readItem(id), calls: app.proxy.calls, logs: app.logs };
  } finally {
    await app.stop();
  }
}

const first =
  (count: number, fault: Fault): FaultPlan =>
  (call) =>
    call <= count ? fault : undefined;

describe('without faults', () => {
  it('a change costs exactly one UpdateItem and never a read', async () => {
    const { answer, calls } = await update(undefined);
    expect(answer.status).toBe(200);
    expect(calls).toEqual(['UpdateItem']);
  });

  it('a request that changes nothing costs exactly one UpdateItem too', async () => {
    const { answer, calls } = await update(undefined, { body: {} });
    expect(answer.status).toBe(200);
    expect(calls).toEqual(['UpdateItem']);
  });
});

describe('a response lost after the write was applied', () => {
  const HEADERS: [string, Record<string, string>][] = [
    ['without further headers', {}],
    ['with If-Match', { 'if-match': '"1"' }],
    ['with Idempotency-Key', { 'idempotency-key': 'lost-answer' }],
    ['with both', { 'if-match': '"1"', 'idempotency-key': 'lost-answer' }],
  ];
  const LOSSES: Fault[] = [
    'close after',
    'reset after',
    'never answer after',
    'cut the body',
    'stall in the body',
  ];

  describe.each(LOSSES)('by a fault such as "%s"', (fault) => {
    it.concurrent.each(HEADERS)(
      'answers 200 %s and raises the version once',
      async (_, headers) => {
        const { answer, item, calls } = await update(first(1, fault), { headers });
        expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' } });
        expect(answer.body.firstName).toBe('Ann');
        expect(item?.version).toBe(2);
        expect(calls).toEqual(['UpdateItem', 'UpdateItem']);
      },
    );
  });
});

describe('a request whose answer was lost', () => {
  it('is logged as the change that it was', async () => {
    const { logs } = await update(first(1, 'close after'));
    expect(logs).toEqual([expect.objectContaining({ status: 200, changed: ['firstName'] })]);
  });
});

describe('a fault for a while', () => {
  const FAULTS: [string, Fault][] = [
    ['throttled table', THROTTLED],
    ['throttled requests', REQUESTS_THROTTLED],
    ['an internal error', SERVER_ERROR],
    ['a connection closed', 'close before'],
    ['a connection reset', 'reset before'],
    ['no answer', 'never answer'],
    ['an answer lost', 'reset after'],
  ];

  it.concurrent.each(FAULTS)(
    '%s twice: answers 200 and raises the version once',
    async (_, fault) => {
      const { answer, item, calls, logs } = await update(first(2, fault));
      expect(answer.status).toBe(200);
      expect(logs.at(-1)).toMatchObject({ attempts: 3 });
      expect(item?.version).toBe(2);
      expect(calls).toEqual(['UpdateItem', 'UpdateItem', 'UpdateItem']);
    },
  );

  it.concurrent('slow: waits for an answer that takes more than a second', async () => {
    const { answer, calls } = await update(() => ({ delayMs: 1_200 }));
    expect(answer.status).toBe(200);
    expect(calls).toEqual(['UpdateItem']);
  });
});
