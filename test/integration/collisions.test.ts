import { describe, expect } from 'vitest';
import { startAppBehindProxy } from '../support/app-behind-proxy.ts';
import { mailing } from '../support/bodies.ts';
import type { Fault } from '../support/fault-proxy.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import { withApp } from '../support/with-app.ts';

const it = withApp(() => startAppBehindProxy());

const IN_TRANSACTION: Fault = {
  status: 400,
  error: 'com.amazonaws.dynamodb.v20120810#TransactionConflictException',
};
const ROUNDS = 5;

describe('another writer’s transaction on the customer', () => {
  it.for([1, 2, 4])('is outlasted where it holds for %d calls', async (held, { app }) => {
    const id = await storeCustomer();
    app.proxy.calls.length = 0;
    app.proxy.plan = (call) => (call <= held ? IN_TRANSACTION : undefined);
    const answer = await app.put(id, { body: { firstName: 'Ann' } });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(app.proxy.calls).toHaveLength(held + 1);
  });

  it('that does not end is 409 with Retry-After, after five calls, and nothing is changed', async ({
    app,
  }) => {
    const id = await storeCustomer();
    app.proxy.calls.length = 0;
    app.proxy.plan = () => IN_TRANSACTION;
    const answer = await app.put(id, { body: { firstName: 'Ann' } });
    expect(answer).toMatchObject({
      status: 409,
      headers: { 'retry-after': '1' },
      body: { errorCode: 'CONFLICT' },
    });
    expect(app.proxy.calls).toHaveLength(ROUNDS);
    expect(await readItem(id)).not.toHaveProperty('firstName');
    expect(app.logs.at(-1)).toMatchObject({ level: 'INFO', status: 409, attempts: ROUNDS });
  });

  it('is waited for, longer each time', async ({ app }) => {
    const waits: number[] = [];
    const waiting = await startAppBehindProxy(() => IN_TRANSACTION, {
      deps: { backOff: async (nth) => void waits.push(nth) },
    });
    await waiting.put(await storeCustomer(), { body: { firstName: 'Ann' } });
    await waiting.stop();
    expect(waits).toEqual([1, 2, 3, 4]);
    expect(app).toBeDefined();
  });
});

describe('a customer whose writer counts no versions', () => {
  it.for([undefined, null])(
    'loses no map that it made meanwhile: version %s',
    async (version, { app }) => {
      const id = await storeCustomer({ metadata: undefined, version } as never);
      app.proxy.calls.length = 0;
      app.proxy.plan = async (call) => {
        if (call === 2) await writeItem({ ...(await readItem(id)), metadata: { a: '1' } });
        return undefined;
      };
      const answer = await app.put(id, { body: { metadata: { b: '2' } } });
      expect(answer).toMatchObject({ status: 200, headers: { etag: '"1"' } });
      expect(answer.body.metadata).toEqual({ a: '1', b: '2' });
    },
  );

  it('is at version 0 where that is NULL', async ({ app }) => {
    app.proxy.plan = () => undefined;
    const id = await storeCustomer({ version: null as never });
    expect((await app.put(id, { body: {} })).headers.etag).toBe('"0"');
    const stale = { body: { firstName: 'Ann' }, headers: { 'if-match': '"1"' } };
    expect(await app.put(id, stale)).toMatchObject({ status: 412, headers: { etag: '"0"' } });
    for (const body of [{}, { firstName: 'Ann' }]) {
      const answer = await app.put(id, { body, headers: { 'if-match': '"0"' } });
      expect(answer).toMatchObject({ status: 200 });
    }
    expect(await readItem(id)).toMatchObject({ firstName: 'Ann', version: 1 });
  });
});

const OLDER = {
  metadata: undefined,
  primaryPhoneNumber: undefined,
  primaryEmail: undefined,
  placeOfBirth: undefined,
  addresses: undefined,
  addressOrder: undefined,
  primaryAddresses: undefined,
  latestWrites: undefined,
  version: undefined,
};
const BODIES = [
  (n: number) => ({ firstName: `${n}` }),
  (n: number) => ({ gender: `${n}` }),
  (n: number) => ({ metadata: { [`key ${n % 4}`]: `${n}` } }),
  () => ({ primaryPhoneNumber: { number: '4155550123' } }),
  (n: number) => ({ primaryPhoneNumber: { extension: `${n}` } }),
  () => ({ primaryEmail: { value: 'a@b.de' } }),
  (n: number) => ({ placeOfBirth: { city: `${n}` } }),
  (n: number) => ({ addresses: [mailing({ zipCode: `${n}` })] }),
];

describe('a customer that something older stored takes 40 requests at once', () => {
  it.for([
    ['without maps and version', OLDER],
    [
      'with NULL for maps and version',
      Object.fromEntries(Object.keys(OLDER).map((k) => [k, null])),
    ],
    ['without the memory of writes', { latestWrites: undefined }],
    ['without a version', { version: undefined }],
  ] as [string, object][])('%s', { timeout: 60_000 }, async ([, attributes], { app }) => {
    app.proxy.plan = () => undefined;
    for (let round = 0; round < 3; round++) {
      const id = await storeCustomer(attributes);
      const first = mailing({ zipCode: 'first', primary: true });
      if (round > 0) await app.put(id, { body: { addresses: [first] } });
      const requests = Array.from({ length: 40 }, (_, n) => {
        const body = BODIES[n % BODIES.length]?.(n) as { addresses?: object[] };
        const all = body.addresses ? { addresses: [first, ...body.addresses] } : body;
        return app.put(id, { body: round === 0 ? all : body });
      });
      const statuses = (await Promise.all(requests)).map(({ status }) => status);
      expect(statuses).toEqual(Array(40).fill(200));
      const { body } = await app.put(id, { body: {} });
      expect(body.addresses).toHaveLength(6);
      expect(Object.keys(body.metadata)).toHaveLength(1);
    }
  });

  it('whose addresses have neither places nor pointers', { timeout: 60_000 }, async ({ app }) => {
    app.proxy.plan = () => undefined;
    const id = await storeCustomer();
    const stored = [mailing({ zipCode: 'a', primary: true }), mailing({ zipCode: 'b' })];
    await app.put(id, { body: { addresses: stored } });
    const { addressOrder, primaryAddresses, version, ...item } = (await readItem(id)) ?? {};
    await writeItem(item);
    const requests = Array.from({ length: 40 }, (_, n) => {
      const added = mailing({ zipCode: n % 2 === 0 ? `${n}` : ['a', 'b'][(n >> 1) % 2] });
      return app.put(id, { body: { addresses: [added] } });
    });
    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    expect(statuses).toEqual(Array(40).fill(200));
    const { body } = await app.put(id, { body: {} });
    expect(body.addresses).toHaveLength(22);
    expect(body.addresses.filter(({ primary }: { primary: boolean }) => primary)).toHaveLength(1);
  });
});

it('40 requests at once for a verified number and other properties all survive', async ({
  app,
}) => {
  app.proxy.plan = () => undefined;
  const id = await storeCustomer({ primaryPhoneNumber: { number: '+14151234', verified: true } });
  const requests = Array.from({ length: 40 }, (_, n) =>
    app.put(id, {
      body: n % 4 === 0 ? { primaryPhoneNumber: { number: '4155550123' } } : { gender: `${n}` },
    }),
  );
  const statuses = (await Promise.all(requests)).map(({ status }) => status);
  expect(statuses).toEqual(Array(40).fill(200));
  const phone = { number: '+14155550123', verified: false };
  expect(await readItem(id)).toMatchObject({ version: 41, primaryPhoneNumber: phone });
});
