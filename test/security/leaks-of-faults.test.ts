import { describe, expect, it } from 'vitest';
import type { UpdateItem } from '../../lambda/write/send-update.ts';
import { CANARY_MESSAGE, canaryBody, canaryItem } from '../support/canaries.ts';
import { storeCustomer } from '../support/table.ts';
import { assertNoLeak, startWatchedApp } from '../support/watched-app.ts';

/** Errors with canaries wherever an error can hold a text. */
const faults: [string, () => unknown][] = [
  ['an error', () => new Error(CANARY_MESSAGE)],
  ['a type error', () => new TypeError(CANARY_MESSAGE)],
  ['an error with a cause', () => new Error('x', { cause: new Error(CANARY_MESSAGE) })],
  ['an error with a text for a cause', () => new Error('x', { cause: CANARY_MESSAGE })],
  ['an error with an object for a cause', () => new Error('x', { cause: canaryBody })],
  ['an error that is its own cause', circular],
  ['an error of errors', () => new AggregateError([new Error(CANARY_MESSAGE)], CANARY_MESSAGE)],
  ['an error whose message was replaced', () => changed({ message: 'another' })],
  ['an error whose message was cut', () => changed({ message: CANARY_MESSAGE.slice(0, 10) })],
  ['an error with a stack of text', () => changed({ stack: CANARY_MESSAGE })],
  ['an error with the item', () => changed({ Item: canaryItem })],
  [
    'an error with the request',
    () => changed({ request: { headers: { authorization: 'Canary' } } }),
  ],
  ['an error with the response', () => changed({ $response: { body: 'Canary' } })],
  ['an error that turns itself into JSON', () => changed({ toJSON: () => 'Canary' })],
  ['an error that turns itself into text', () => changed({ toString: () => 'Canary' })],
  ['a JSON parser’s error', () => caught(() => JSON.parse('{"a": Canary-value}'))],
  ['a text', () => CANARY_MESSAGE],
  ['an object', () => ({ message: CANARY_MESSAGE, stack: CANARY_MESSAGE })],
  ['null', () => null],
  ['undefined', () => undefined],
];

function changed(properties: object): Error {
  const error = new Error(CANARY_MESSAGE);
  // The stack takes the message up when it is first read.
  expect(error.stack).toContain(CANARY_MESSAGE);
  return Object.assign(error, properties);
}

function circular(): Error {
  const error = new Error(CANARY_MESSAGE);
  error.cause = error;
  return error;
}

function caught(failing: () => unknown): Error {
  try {
    failing();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing was thrown.');
}

describe.each(faults)('%s', (_name, fault) => {
  it('thrown by the write answers 500 and tells nothing', async () => {
    const updateItem: UpdateItem = () => Promise.reject(fault());
    const app = await startWatchedApp({ deps: { updateItem } });
    const id = await storeCustomer();
    const answer = await app.put(id, { body: canaryBody });
    expect(answer).toMatchObject({ status: 500, body: { errorCode: 'INTERNAL_ERROR' } });
    expect(app.logs).toMatchObject([{ level: 'ERROR', status: 500 }]);
    await app.stop();
  });

  it('thrown by the key set answers 503 and tells nothing', async () => {
    const app = await startWatchedApp({ deps: { getKey: () => Promise.reject(fault()) } });
    const id = await storeCustomer();
    const answer = await app.put(id, { body: canaryBody });
    expect(answer).toMatchObject({ status: 503, body: { errorCode: 'SERVICE_UNAVAILABLE' } });
    expect(app.logs).toMatchObject([{ level: 'ERROR', status: 503 }]);
    expect(app.sent.has(id)).toBe(false);
    await app.stop();
  });
});

describe('the search for canaries', () => {
  it('finds one in any letter case', () => {
    expect(() => assertNoLeak(['{"message":"a CANARY"}'])).toThrow();
    expect(() => assertNoLeak(['{"message":"a Canary"}'])).toThrow();
  });
});

describe('the frames of a fault', () => {
  it.each<[string, () => Error]>([
    ['an error', () => new Error('a message')],
    ['an error without a message', () => new Error()],
    ['an error of Node.js', () => caught(() => new URL('no URL'))],
    ['a message of two lines', () => new RangeError('a message\nof two lines')],
    ['an error of a class of its own', () => new (class StrangeError extends Error {})('x')],
  ])('are logged for %s', async (_name, fault) => {
    const updateItem: UpdateItem = () => Promise.reject(fault());
    const app = await startWatchedApp({ deps: { updateItem } });
    await app.put(await storeCustomer());
    expect(app.logs).toMatchObject([
      { fault: { frames: expect.arrayContaining([expect.stringContaining('leaks-of-faults')]) } },
    ]);
    await app.stop();
  });
});
