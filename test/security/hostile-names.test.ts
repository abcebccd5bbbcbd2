import { afterEach, describe, expect } from 'vitest';
import { readItem, storeCustomer } from '../support/table.ts';
import { startWatchedApp } from '../support/watched-app.ts';
import { withApp } from '../support/with-app.ts';

const it = withApp(() => startWatchedApp());

const NAMES = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'],
  ...['__defineGetter__', 'then', 'toJSON', 'length', 'Symbol.iterator', '#n0', ':v0', 'SET'],
];

afterEach(() => {
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

describe.each(NAMES)('the name %s', (name) => {
  // Text, for an object literal would take __proto__ for its prototype.
  const member = (value: string) => `{${JSON.stringify(name)}:${value}}`;
  const values = ['{"polluted":true}', '"text"', 'null', '[{"polluted":true}]'];

  it.for(values)('is an unknown property anywhere in the body, with %s', async (value, { app }) => {
    const places = [
      (inner: string) => inner,
      (inner: string) => `{"primaryPhoneNumber":${inner}}`,
      (inner: string) => `{"primaryEmail":${inner}}`,
      (inner: string) => `{"placeOfBirth":${inner}}`,
      (inner: string) => `{"addresses":[${inner}]}`,
      (inner: string) => `{"addresses":[{"type":"SHIPPING","name":${inner}}]}`,
    ];
    for (const place of places) {
      const id = await storeCustomer({ firstName: 'Ada' });
      const before = await readItem(id);
      const { status, body } = await app.put(id, { body: place(member(value)) });
      expect(status).toBe(400);
      const unknown = body.errors.filter(
        ({ errorCode }: { errorCode: string }) => errorCode === 'UNKNOWN_PROPERTY',
      );
      expect(unknown).toHaveLength(1);
      expect(unknown[0].path).toMatch(/\S$/);
      expect(unknown[0].path.endsWith(name)).toBe(true);
      expect(app.sent.has(id)).toBe(false);
      expect(await readItem(id)).toEqual(before);
    }
  });

  it('is an ordinary metadata key, but for __proto__', async ({ app }) => {
    const id = await storeCustomer();
    const answer = await app.put(id, { body: `{"metadata":${member('"text"')}}` });
    expect(answer.status).toBe(name === '__proto__' ? 400 : 200);
    if (answer.status === 200) {
      expect(JSON.stringify(answer.body.metadata)).toBe(member('"text"'));
      const cleared = await app.put(id, { body: `{"metadata":${member('null')}}` });
      expect(cleared.body.metadata).toEqual({});
    }
  });

  it('is an ordinary metadata key where the customer has no metadata yet', async ({ app }) => {
    const id = await storeCustomer({ metadata: undefined as never });
    const answer = await app.put(id, { body: `{"metadata":${member('"text"')}}` });
    expect(answer.status).toBe(name === '__proto__' ? 400 : 200);
    if (answer.status === 200) {
      expect(JSON.stringify(answer.body.metadata)).toBe(member('"text"'));
    }
  });

  it('is no address that a customer has', async ({ app }) => {
    const id = await storeCustomer({ firstName: 'Ada' });
    const before = await readItem(id);
    const answer = await app.put(id, { body: { addresses: [{ id: name, remove: true }] } });
    expect(answer).toMatchObject({ status: 422, body: { errorCode: 'ADDRESS_NOT_FOUND' } });
    expect(await readItem(id)).toEqual(before);
  });

  it('is no customer', async ({ app }) => {
    const answer = await app.put(name, { body: {} });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'customerId' }] } });
  });
});
