import { describe, expect } from 'vitest';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { mailing } from '../support/bodies.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import { it } from '../support/with-app.ts';

const KEY = { 'idempotency-key': 'a-key-of-ann' };

let ann: string;
let bob: string;
it.beforeAll(async ({ app }) => {
  ann = await app.issuer.sign({ sub: 'ann' });
  bob = await app.issuer.sign({ sub: 'bob' });
});

describe('a request sent again under its Idempotency-Key', () => {
  it.for<[string, Record<string, string>]>([
    ['without If-Match', {}],
    ['with the If-Match that was right the first time', { 'if-match': '"1"' }],
    ['with an If-Match that never was right', { 'if-match': '"99"' }],
    ['with If-Match: *', { 'if-match': '*' }],
  ])('%s answers 200 and changes nothing', async ([_, headers], { app }) => {
    const id = await storeCustomer();
    const request = { body: { firstName: 'Ann' }, token: ann };
    const first = await app.put(id, { ...request, headers: { ...KEY, 'if-match': '"1"' } });
    const item = await readItem(id);
    const again = await app.put(id, { ...request, headers: { ...KEY, ...headers } });
    expect(first).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(again).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: first.body });
    expect(await readItem(id)).toEqual(item);
  });

  it('answers with the customer as it stands now', async ({ app }) => {
    const id = await storeCustomer();
    const request = { body: { firstName: 'Ann' }, headers: KEY, token: ann };
    await app.put(id, request);
    const item = (await readItem(id)) as StoredCustomer;
    await writeItem({ ...item, firstName: 'Anna', lastName: 'Green', version: 3 });
    const again = await app.put(id, request);
    expect(again).toMatchObject({ status: 200, headers: { etag: '"3"' } });
    expect(again.body).toMatchObject({ firstName: 'Anna', lastName: 'Green' });
  });

  it('costs one call', async ({ app }) => {
    const id = await storeCustomer();
    const request = { body: { firstName: 'Ann' }, headers: KEY };
    await app.put(id, request);
    await app.put(id, request);
    expect(app.sent.get(id)).toBe(2);
  });

  it('is recognised where the first one made the memory of writes', async ({ app }) => {
    const id = await storeCustomer({
      latestWrites: undefined as never,
      version: undefined as never,
    });
    const request = { body: { firstName: 'Ann' }, headers: KEY };
    await app.put(id, request);
    expect((await app.put(id, request)).headers.etag).toBe('"1"');
  });
});

describe('a key used again', () => {
  it.for<[string, object, Record<string, string>]>([
    ['with another value', { firstName: 'Anna' }, {}],
    ['with a property more', { firstName: 'Ann', lastName: 'Green' }, {}],
    ['to clear', { middleName: null }, {}],
    ['for nothing', {}, {}],
    [
      'with a stale If-Match, which is looked at later',
      { firstName: 'Anna' },
      { 'if-match': '"9"' },
    ],
    ['for what would break an account rule', { addresses: [mailing()] }, {}],
  ])('%s is 422 and changes nothing', async ([_, body, headers], { app }) => {
    const id = await storeCustomer();
    await app.put(id, { body: { firstName: 'Ann' }, headers: KEY });
    const item = await readItem(id);
    const answer = await app.put(id, { body, headers: { ...KEY, ...headers } });
    expect(answer).toMatchObject({ status: 422, body: { errorCode: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(answer.body).not.toHaveProperty('errors');
    expect(await readItem(id)).toEqual(item);
  });

  it('by another caller is another key', async ({ app }) => {
    const id = await storeCustomer();
    await app.put(id, { body: { firstName: 'Ann' }, headers: KEY, token: ann });
    const answer = await app.put(id, { body: { firstName: 'Bob' }, headers: KEY, token: bob });
    expect(answer).toMatchObject({ status: 200, body: { firstName: 'Bob' } });
    expect(answer.headers.etag).toBe('"3"');
  });

  it('in another letter case is another key', async ({ app }) => {
    const id = await storeCustomer();
    await app.put(id, { body: { firstName: 'Ann' }, headers: KEY });
    const headers = { 'idempotency-key': KEY['idempotency-key'].toUpperCase() };
    const answer = await app.put(id, { body: { firstName: 'Bob' }, headers });
    expect(answer.headers.etag).toBe('"3"');
  });

  it('at another customer is another write', async ({ app }) => {
    const [one, other] = [await storeCustomer(), await storeCustomer()];
    const request = { body: { firstName: 'Ann' }, headers: KEY };
    await app.put(one, request);
    expect((await app.put(other, request)).headers.etag).toBe('"2"');
  });
});

describe('a request that changed nothing uses up no key:', () => {
  it.for<[string, unknown, Record<string, string>, number]>([
    ['one that names nothing', {}, {}, 200],
    ['one with empty objects', { metadata: {}, primaryEmail: {}, type: 'INDIVIDUAL' }, {}, 200],
    ['one refused by If-Match', { firstName: 'Ann' }, { 'if-match': '"9"' }, 412],
    ['one that broke an account rule', { addresses: [mailing()] }, {}, 422],
    ['one that was invalid', { firstName: '' }, {}, 400],
  ])('%s', async ([_, body, headers, status], { app }) => {
    const id = await storeCustomer();
    const first = await app.put(id, { body, headers: { ...KEY, ...headers } });
    expect(first.status).toBe(status);
    const answer = await app.put(id, { body: { firstName: 'Anna' }, headers: KEY });
    expect(answer).toMatchObject({ status: 200, body: { firstName: 'Anna' } });
  });
});

// For what counts as the same body see test/unit/write/idempotency.test.ts.
describe('the same body', () => {
  const address = mailing({ primary: true });

  it('is recognised by its meaning', async ({ app }) => {
    const id = await storeCustomer();
    const body = { addresses: [address], gender: 'x', primaryPhonenumber: { number: '4151234' } };
    const same = {
      primaryPhoneNumber: { number: '+1 415-1234' },
      gender: ' x ',
      addresses: [{ ...address, name: 5, primary: false }, address],
    };
    const first = await app.put(id, { body, headers: KEY });
    const again = await app.put(id, { body: same, headers: KEY });
    expect(first).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(again).toMatchObject({ status: 200, headers: { etag: '"2"' } });
  });
});
