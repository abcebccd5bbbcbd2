import { describe, expect } from 'vitest';
import { startAppBehindProxy } from '../support/app-behind-proxy.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import type { TestApp } from '../support/test-app.ts';
import { it } from '../support/with-app.ts';

const withKey = (firstName: string, key?: string) => ({
  body: { firstName },
  headers: { 'idempotency-key': key },
});

/** The version after a change of the first name. */
async function write(app: TestApp, id: string, name: string, key?: string) {
  const answer = await app.put(id, withKey(name, key));
  expect(answer.status).toBe(200);
  return answer.headers.etag;
}

describe('a key', () => {
  it.for([0, 1, 8, 15, 16])(
    'outlives %d other writes, with keys and without',
    async (others, { app }) => {
      const id = await storeCustomer();
      await write(app, id, 'Ann', 'key-of-ann');
      for (let n = 0; n < others; n++)
        await write(app, id, `${n}`, n % 2 ? `other-${n}` : undefined);
      const before = await readItem(id);
      expect(await write(app, id, 'Ann', 'key-of-ann')).toBe(`"${others + 2}"`);
      const other = await app.put(id, withKey('Bob', 'key-of-ann'));
      expect(other.body.errorCode).toBe('IDEMPOTENCY_KEY_REUSED');
      expect(await readItem(id)).toEqual(before);
      expect(app.sent.get(id), 'one call for each request').toBe(others + 3);
    },
  );

  it('is forgotten by the 17th other write', async ({ app }) => {
    const id = await storeCustomer();
    await write(app, id, 'Ann', 'key-of-ann');
    for (let n = 0; n < 17; n++) await write(app, id, `${n}`);
    expect(await write(app, id, 'Ann', 'key-of-ann')).toBe('"20"');
  });

  it('is used up neither by replays nor by refusals', async ({ app }) => {
    const id = await storeCustomer();
    await write(app, id, 'Ann', 'key-of-ann');
    const { latestWrites } = (await readItem(id)) ?? {};
    await write(app, id, 'Ann', 'key-of-ann');
    const headers = { 'idempotency-key': 'another-key', 'if-match': '"99"' };
    await app.put(id, { body: { firstName: 'Bob' }, headers });
    expect((await readItem(id))?.latestWrites).toEqual(latestWrites);
  });

  it('under which 50 requests come at once is one change', async ({ app }) => {
    const id = await storeCustomer();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => app.put(id, withKey('Ann', 'key-of-ann'))),
    );
    for (const { status, headers } of answers) expect([status, headers.etag]).toEqual([200, '"2"']);
    expect((await readItem(id))?.version).toBe(2);
  });
});

it('two requests without a key are two writes, though their bodies are equal', async ({ app }) => {
  const id = await storeCustomer();
  expect([await write(app, id, 'Ann'), await write(app, id, 'Ann')]).toEqual(['"2"', '"3"']);
});

describe('a lost answer, other writers’ changes and then the SDK’s own retry', () => {
  it.for([undefined, 'key-of-ann'])('are one change: key %s', async (key, { app: other }) => {
    const id = await storeCustomer();
    const app = await startAppBehindProxy(async (call) => {
      if (call === 1) return 'close after';
      if (call === 2) for (let n = 0; n < 16; n++) await write(other, id, `${n}`);
      return undefined;
    });
    const answer = await app.put(id, withKey('Ann', key));
    await app.stop();
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"18"' } });
    expect(answer.body.firstName).toBe('15');
    expect((await readItem(id))?.version).toBe(18);
  });
});

describe('the memory of writes', () => {
  it('never grows, and shows no key and no body', async ({ app }) => {
    const id = await storeCustomer();
    for (let n = 0; n < 40; n++) await write(app, id, 'Zyzzyva', `a-key-${n}`);
    const { latestWrites = [] } = (await readItem(id)) ?? {};
    expect(latestWrites).toHaveLength(34);
    expect(latestWrites.join('').length).toBe(17 * (16 + 8));
    expect(JSON.stringify(latestWrites)).not.toMatch(/Zyzzyva|a-key/);
  });

  it('takes the place of that of an older version', async ({ app }) => {
    const id = await storeCustomer({ latestWrites: undefined as never });
    const writes = { 3: { key: 'k'.repeat(22), body: 'b'.repeat(22) } };
    await writeItem({ ...(await readItem(id)), writes });
    expect(await write(app, id, 'Ann', 'key-of-ann')).toBe('"2"');
    expect(await write(app, id, 'Ann', 'key-of-ann')).toBe('"2"');
    expect(await readItem(id)).not.toHaveProperty('writes');
    expect(app.sent.get(id), 'a second call, the first time').toBe(3);
  });

  it.for([[[]], [['']], ['text'], [5], [{}]])(
    'is made anew where it is %j',
    async ([value], { app }) => {
      const id = await storeCustomer({ latestWrites: value as never });
      expect(await write(app, id, 'Ann', 'key-of-ann')).toBe('"2"');
      expect(await write(app, id, 'Ann', 'key-of-ann')).toBe('"2"');
      expect((await readItem(id))?.latestWrites).toHaveLength(34);
    },
  );
});
