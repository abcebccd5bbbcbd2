import { describe, expect } from 'vitest';
import sample from '../../local/seed/sample-customer.json' with { type: 'json' };
import { customerWith } from '../support/add-addresses.ts';
import { mailing, shipping } from '../support/bodies.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import { it } from '../support/with-app.ts';

describe('an answer', () => {
  it('is the whole customer in the sample’s shape and member order', async ({ app }) => {
    const { id } = await customerWith(app, mailing({ primary: true }), shipping({ primary: true }));
    const { firstName, primaryPhoneNumber, socialId, socialIdCountryCode } = sample;
    const sent = { firstName, primaryPhoneNumber, socialIdCountryCode };
    const { body } = await app.put(id, { body: { ...sent, socialId } });
    expect(shapeOf(body)).toEqual(shapeOf(withAddressIds(sample)));
    expect(body).toMatchObject({ ...sent, socialId: '6789' });
  });

  it('has the headers of every answer, JSON and an ETag', async ({ app }) => {
    const id = await storeCustomer({ version: 4 });
    const { headers, body } = await app.put(id, { body: { firstName: 'Ann' } });
    expect(headers).toEqual({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      etag: '"5"',
    });
    expect(body).not.toHaveProperty('version');
  });

  it('says who changed the customer and when, and still who created it', async ({ app }) => {
    const id = await storeCustomer();
    const before = await readItem(id);
    const sub = 'b7e4f3a0-service';
    const start = new Date().toISOString();
    const token = await app.issuer.sign({ sub });
    const { body } = await app.put(id, { token, body: { firstName: 'Ann' } });
    const expected = {
      updatedBy: { id: sub, type: 'service-account' },
      createdBy: before?.createdBy,
      createdAt: before?.createdAt,
    };
    expect(body).toMatchObject(expected);
    expect(await readItem(id)).toMatchObject({ ...expected, updatedAt: body.updatedAt });
    expect(body.updatedAt).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    expect(body.updatedAt >= start && body.updatedAt <= new Date().toISOString()).toBe(true);
  });

  it('never shows an attribute stored by something else, set or not', async ({ app }) => {
    const id = await storeCustomer();
    const leak = 'LEAK';
    await writeItem({
      ...(await readItem(id)),
      passwordHash: leak,
      tenantId: leak,
      writes: { 0: { key: leak, body: leak } },
      primaryEmail: { value: 'a@b.co', token: leak },
      addresses: { a: { type: 'MAILING', streetLine1: 'x', zipCode: '1', position: 0, leak } },
      updatedBy: { id: 'x', type: 'y', leak },
      metadata: { key: 'v', set: new Set([leak]) },
    });
    for (const body of [{}, { firstName: 'Ann' }]) {
      const answer = await app.put(id, { body });
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer)).not.toContain(leak);
    }
    expect(await readItem(id)).toMatchObject({ passwordHash: leak });
  });

  it('finds the customer by an id in upper case', async ({ app }) => {
    const id = await storeCustomer();
    const { body } = await app.put(id.toUpperCase(), { body: { firstName: 'Ann' } });
    expect(body).toMatchObject({ id, firstName: 'Ann' });
    expect((await readItem(id))?.firstName).toBe('Ann');
  });
});

describe('a socialId', () => {
  it.for([
    ['123-45-6789', '6789'],
    ['12345', '45'],
  ])(
    'is never whole: not in the answer that sets it, nor later, nor in the log',
    async ([value, end], { app }) => {
      const id = await storeCustomer();
      const lines = app.logs.length;
      const social = { socialId: value, socialIdCountryCode: 'USA' };
      for (const body of [social, {}, { firstName: 'Ann' }]) {
        const answer = await app.put(id, { body });
        expect(answer.body.socialId).toBe(end);
        expect(JSON.stringify(answer)).not.toContain(value);
      }
      const rejected = await app.put(id, { body: { ...social, foo: 1 } });
      expect(JSON.stringify(rejected)).not.toContain(value);
      expect(JSON.stringify(app.logs.slice(lines))).not.toContain(value);
      expect((await readItem(id))?.socialId).toBe(value);
    },
  );

  it('is not written back truncated by mistake', async ({ app }) => {
    const id = await storeCustomer({ socialId: '123-45-6789', socialIdCountryCode: 'USA' });
    const { body: customer } = await app.put(id);
    const { socialId, socialIdCountryCode } = customer;
    const { status } = await app.put(id, { body: { socialId, socialIdCountryCode } });
    expect(status).toBe(400);
    expect((await readItem(id))?.socialId).toBe('123-45-6789');
  });
});

/** Names in their order, and the types of what they name. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  if (Array.isArray(value)) return value.map(shapeOf);
  return Object.entries(value)
    .filter(([name]) => name !== 'metadata')
    .map(([name, member]) => [name, shapeOf(member)]);
}

function withAddressIds(customer: { addresses: object[] }) {
  return { ...customer, addresses: customer.addresses.map((one) => ({ id: '', ...one })) };
}
