import { describe, expect, it } from 'vitest';
import { startAppBehindProxy } from '../support/app-behind-proxy.ts';
import { type Fault, type FaultPlan, SERVER_ERROR, THROTTLED } from '../support/fault-proxy.ts';
import { readItem, storeCustomer } from '../support/table.ts';

const ANSWER_WITHIN_MS = 10_000;

/** Sends an update to a customer at version 1 while every call meets the fault, or that of a plan. */
async function updateUnder(
  fault: Fault | FaultPlan,
  { timeoutSeconds = 15, attributes = {} } = {},
) {
  const plan = typeof fault === 'function' ? fault : () => fault;
  const app = await startAppBehindProxy(plan, { timeoutSeconds });
  try {
    const id = await storeCustomer(attributes);
    // Fetches the issuer's keys first, so that the tests do not measure it.
    await app.put(id, { body: [] });
    const startedAt = performance.now();
    const answer = await app.put(id, { body: { firstName: 'Ann' } });
    const durationMs = performance.now() - startedAt;
    return { answer, durationMs, item: await readItem(id), app };
  } finally {
    await app.stop();
  }
}

describe('a fault for good', () => {
  const FAULTS: [string, Fault][] = [
    ['throttles', THROTTLED],
    ['has internal errors', SERVER_ERROR],
    ['answers 501', { status: 501, error: 'com.amazon.coral.service#NotImplemented' }],
    ['answers 503', { status: 503, error: 'com.amazon.coral.availability#ServiceUnavailable' }],
    ['closes connections', 'close before'],
    ['resets connections', 'reset before'],
    ['never answers', 'never answer'],
    ['stalls in every answer', 'stall in the body'],
    ['cuts every answer', 'cut the body'],
    ['takes three seconds', { delayMs: 3_000 }],
  ];

  it.concurrent.each(FAULTS)(
    'answers 503 with Retry-After within 10 s where DynamoDB %s',
    async (_, fault) => {
      const { answer, durationMs, app } = await updateUnder(fault);
      expect(answer.status).toBe(503);
      expect(app.logs.at(-1)).toMatchObject({ attempts: app.proxy.calls.length });
      expect(answer.body.errorCode).toBe('SERVICE_UNAVAILABLE');
      expect(answer.headers['retry-after']).toMatch(/^[1-9]$/);
      expect(durationMs).toBeLessThan(ANSWER_WITHIN_MS);
    },
  );

  it.concurrent('has changed nothing where no call came through', async () => {
    const { item } = await updateUnder('reset before');
    expect(item).toMatchObject({ version: 1 });
    expect(item).not.toHaveProperty('firstName');
  });

  // Without its maps it needs a second round, whose attempts have time limits of their own.
  const WITHOUT_MAPS = { attributes: { latestWrites: undefined as never } };

  it.concurrent('answers 200 where both rounds are slow', async () => {
    const { answer, durationMs, app } = await updateUnder({ delayMs: 1_200 }, WITHOUT_MAPS);
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(app.proxy.calls).toHaveLength(2);
    expect(durationMs).toBeLessThan(ANSWER_WITHIN_MS);
  });

  it.concurrent('answers 503 within 10 s where the second round is never answered', async () => {
    const plan: FaultPlan = (call) => (call === 1 ? { delayMs: 1_200 } : 'never answer');
    const { answer, durationMs, item } = await updateUnder(plan, WITHOUT_MAPS);
    expect(answer.status).toBe(503);
    expect(durationMs).toBeLessThan(ANSWER_WITHIN_MS);
    expect(item).toMatchObject({ version: 1 });
  });
});

describe('the remaining time of the function', () => {
  it.concurrent.each<Fault>(['never answer', 'stall in the body', THROTTLED])(
    'is not waited past where the fault is %j: the answer is 503, not a time-out of the function',
    async (fault) => {
      const { answer } = await updateUnder(fault, { timeoutSeconds: 1.5 });
      expect(answer.status).toBe(503);
    },
  );

  it.concurrent('answers 503 where next to nothing of it is left', async () => {
    const { answer } = await updateUnder('never answer', { timeoutSeconds: 0.6 });
    expect(answer.status).toBe(503);
  });
});

describe('the line in the log', () => {
  it.concurrent('counts every attempt, the one that the time limit ended included', async () => {
    const { app } = await updateUnder('never answer', { timeoutSeconds: 3.2 });
    expect(app.proxy.calls).toHaveLength(2);
    expect(app.logs.at(-1)).toMatchObject({ status: 503, attempts: 2 });
  });
});

describe('a mistake of our own', () => {
  const MISTAKES: [string, string][] = [
    ['a missing permission', 'com.amazon.coral.service#AccessDeniedException'],
    ['a missing table', 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException'],
    ['a bad expression', 'com.amazon.coral.validate#ValidationException'],
    ['a bad credential', 'com.amazon.coral.service#UnrecognizedClientException'],
  ];

  it.concurrent.each(MISTAKES)('%s is 500 and not tried again', async (_, error) => {
    const { answer, app } = await updateUnder({ status: 400, error });
    expect(answer).toMatchObject({ status: 500, body: { errorCode: 'INTERNAL_ERROR' } });
    expect(answer.headers).not.toHaveProperty('retry-after');
    expect(JSON.stringify(answer)).not.toContain('Injected');
    expect(app.proxy.calls).toEqual(['UpdateItem']);
  });
});
