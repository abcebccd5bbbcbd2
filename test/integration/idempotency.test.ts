import { describe, expect } from 'vitest';
import { addressId, contentHash } from '../../lambda/customer/address.ts';
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
    // Straight to the table: a write through the API might take the key's slot.
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

  it('is recognised where the first one made the map of writes', async ({ app }) => {
    const id = await storeCustomer({ writes: undefined as never, version: undefined as never });
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

describe('the same body', () => {
  const address = {
    type: 'MAILING',
    streetLine1: '1 Main St',
    zipCode: '1',
    primary: true,
  } as const;
  const [a, b] = ['1', '2'].map((zipCode) => ({ ...address, zipCode }));
  const [removeA, removeB] = ['id of a', 'id of b'].map((id) => ({ id, remove: true }));
  const idOf = (customerId: string, { primary: _, ...content }: typeof address) =>
    addressId(customerId, contentHash(content));
  const withIds = (customerId: string, body: unknown) => {
    if (typeof body === 'string') return body;
    return JSON.stringify(body)
      .replace(/id of a/g, idOf(customerId, a as typeof address))
      .replace(/id of b/g, idOf(customerId, b as typeof address));
  };

  it.for<[string, unknown, unknown]>([
    [
      'its members in another order',
      { firstName: 'A', gender: 'x' },
      { gender: 'x', firstName: 'A' },
    ],
    ['blanks in the text', '{"firstName":"A"}', ' {\n "firstName" : "\\u0041" } '],
    ['a string to be trimmed', { firstName: 'A' }, { firstName: ' A ' }],
    ['a string in another normal form', { firstName: 'Zo\u00eb' }, { firstName: 'Zoe\u0308' }],
    ['a number written otherwise', phone('+14151234'), phone('415 1234')],
    ['the other spelling', phone('4151234'), { primaryPhonenumber: { number: '4151234' } }],
    ['type', { firstName: 'A' }, { firstName: 'A', type: 'INDIVIDUAL' }],
    ['what names nothing', { firstName: 'A' }, { firstName: 'A', addresses: [], metadata: {} }],
    ['what is cleared along', { socialId: null }, { socialId: null, socialIdCountryCode: null }],
    ['a name to be ignored', { addresses: [a] }, { addresses: [{ ...a, name: 5 }] }],
    ['null for absent', { addresses: [a] }, { addresses: [{ ...a, cityName: null }] }],
    ['the same address twice', { addresses: [a] }, { addresses: [a, { ...a, primary: false }] }],
    ['the same removal twice', { addresses: [removeA] }, { addresses: [removeA, removeA] }],
    [
      'removals in another order',
      { addresses: [removeA, removeB] },
      { addresses: [removeB, removeA] },
    ],
    [
      'a removal elsewhere',
      { addresses: [removeA, { ...b, zipCode: '3' }] },
      { addresses: [{ ...b, zipCode: '3' }, removeA] },
    ],
  ])('is recognised by its meaning: with %s', async ([_, body, same], { app }) => {
    const id = await storeCustomer();
    await app.put(id, { body: { addresses: [a, { ...b, primary: false }] } });
    const first = await app.put(id, { body: withIds(id, body), headers: KEY });
    const again = await app.put(id, { body: withIds(id, same), headers: KEY });
    expect(first).toMatchObject({ status: 200, headers: { etag: '"3"' } });
    expect(again).toMatchObject({ status: 200, headers: { etag: '"3"' } });
  });

  it.for<[string, unknown, unknown]>([
    ['another letter case', { firstName: 'Ann' }, { firstName: 'ann' }],
    [
      'verified beside',
      phone('4151234'),
      { primaryPhoneNumber: { number: '4151234', verified: false } },
    ],
    ['an address no more primary', { addresses: [a] }, { addresses: [{ ...a, primary: false }] }],
    ['the other address', { addresses: [a] }, { addresses: [b] }],
    ['an address removed', { addresses: [a] }, { addresses: [removeA] }],
  ])('is not the one with %s', async ([_, body, other], { app }) => {
    const id = await storeCustomer();
    await app.put(id, { body: { addresses: [a, { ...b, primary: false }] } });
    await app.put(id, { body: withIds(id, body), headers: KEY });
    const answer = await app.put(id, { body: withIds(id, other), headers: KEY });
    expect(answer.body.errorCode).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

function phone(number: string) {
  return { primaryPhoneNumber: { number } };
}
