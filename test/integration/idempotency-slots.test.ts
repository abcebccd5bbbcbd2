import { expect } from 'vitest';
import { toWrite } from '../../lambda/write/idempotency.ts';
import { readItem, storeCustomer } from '../support/table.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { withApp } from '../support/with-app.ts';

const SLOTS = ['0', '1', '2', '3', '4', '5', '6', '7'];

const it = withApp(() => startTestApp({ deps: { newId: () => ownKey } }));
let ownKey = '';

/** The nth key of the caller "test" that falls into a slot. */
function keyIn(slot: string | undefined, nth = 0): string {
  const nothing = { strings: {}, maps: {}, added: [], removed: [] };
  const keys = Array.from({ length: 400 }, (_, n) => `a-key-${n}`);
  const inSlot = keys.filter((key) => toWrite('test', key, nothing).slot === slot);
  return inSlot[nth] ?? '';
}

/** The version after a write of the slot's key, of the name given. */
async function write(
  app: TestApp,
  id: string,
  key: string,
  firstName: string,
): Promise<string | undefined> {
  const answer = await app.put(id, { body: { firstName }, headers: { 'idempotency-key': key } });
  expect(answer.status).toBe(200);
  return answer.headers.etag;
}

it('a customer remembers 8 writes, whichever order they came in', async ({ app }) => {
  const id = await storeCustomer();
  for (const slot of SLOTS) await write(app, id, keyIn(slot), slot);
  for (const slot of SLOTS) expect(await write(app, id, keyIn(slot), slot)).toBe('"9"');
});

it('keeps no more than 8, however many there were', async ({ app }) => {
  const id = await storeCustomer();
  for (let n = 0; n < 20; n++) await write(app, id, `another-${n}`, `${n}`);
  const writes = (await readItem(id))?.writes ?? {};
  expect(SLOTS).toEqual(expect.arrayContaining(Object.keys(writes)));
});

it('a key is forgotten when a later write takes its slot, and only that key', async ({ app }) => {
  const id = await storeCustomer();
  for (const slot of SLOTS) await write(app, id, keyIn(slot), slot);
  expect(await write(app, id, keyIn('3', 1), 'later')).toBe('"10"');
  for (const slot of SLOTS.filter((other) => other !== '3')) {
    expect(await write(app, id, keyIn(slot), slot)).toBe('"10"');
  }
  expect(await write(app, id, keyIn('3', 1), 'later')).toBe('"10"');
  expect(await write(app, id, keyIn('3'), '3')).toBe('"11"');
});

it('a write without a key takes a slot too, that of a key made up for it', async ({ app }) => {
  const id = await storeCustomer();
  await write(app, id, keyIn('3'), 'Ann');
  await write(app, id, keyIn('4'), 'Ann');
  ownKey = keyIn('3', 1);
  await app.put(id, { body: { lastName: 'Green' } });
  expect(await write(app, id, keyIn('4'), 'Ann')).toBe('"4"');
  expect(await write(app, id, keyIn('3'), 'Ann')).toBe('"5"');
});

it('two requests without a key are two writes, though their bodies are equal', async ({ app }) => {
  const id = await storeCustomer();
  for (const [n, key] of ['one made up', 'another made up'].entries()) {
    ownKey = key;
    const answer = await app.put(id, { body: { firstName: 'Ann' } });
    expect(answer.headers.etag).toBe(`"${n + 2}"`);
  }
});

it('replays and refusals take no slot', async ({ app }) => {
  const id = await storeCustomer();
  await write(app, id, keyIn('5'), 'Ann');
  const { writes } = (await readItem(id)) ?? {};
  const headers = { 'idempotency-key': keyIn('5', 1), 'if-match': '"99"' };
  await app.put(id, { body: { firstName: 'Bob' }, headers });
  await write(app, id, keyIn('5'), 'Ann');
  expect((await readItem(id))?.writes).toEqual(writes);
});
