import { randomUUID } from 'node:crypto';
import { describe, expect, inject } from 'vitest';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { createUpdateItem, type UpdateItem } from '../../lambda/write/send-update.ts';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';
import { expectRefused } from '../support/refusal.ts';
import { readItem, storeCustomer, writeItem } from '../support/table.ts';
import { startTestApp, type TestApp, type TestRequest } from '../support/test-app.ts';
import { withApp } from '../support/with-app.ts';

const it = withApp(() => startTestApp({ env: { TENANT_CLAIM: 'tenant' } }));

const ofTenant = (app: TestApp, tenant: unknown) => app.issuer.sign({ tenant });

/** The answer without what differs from request to request. */
async function answerTo(app: TestApp, id: string, request: TestRequest) {
  const { status, headers, body } = await app.put(id, {
    token: await ofTenant(app, 'acme'),
    ...request,
  });
  const { 'x-request-id': _id, ...otherHeaders } = headers;
  const { traceId: _trace, timestamp: _time, ...otherBody } = body;
  return { status, headers: otherHeaders, body: otherBody, sent: app.sent.get(id) };
}

describe('a caller of the customer’s own tenant', () => {
  it('changes the customer in one call', async ({ app }) => {
    const id = await storeCustomer({ tenantId: 'acme' });
    const answer = await answerTo(app, id, { body: { firstName: 'Ada' } });
    expect(answer).toMatchObject({ status: 200, body: { firstName: 'Ada' }, sent: 1 });
    expect(await readItem(id)).toMatchObject({ tenantId: 'acme', firstName: 'Ada' });
  });

  it('does not see the tenant in the answer', async ({ app }) => {
    const id = await storeCustomer({ tenantId: 'acme' });
    expect(JSON.stringify(await answerTo(app, id, {}))).not.toContain('acme');
  });

  it('may name the tenant in a claim of any name, that of a member of every object too', async () => {
    const id = await storeCustomer({ tenantId: 'acme' });
    for (const claim of ['https://example.com/tenant', 'constructor']) {
      const other = await startTestApp({ env: { TENANT_CLAIM: claim } });
      const token = await other.issuer.sign({ [claim]: 'acme' });
      expect(await other.put(id, { token })).toMatchObject({ status: 200 });
      expect(await other.put(id)).toMatchObject({ status: 403 });
      await other.stop();
    }
  });
});

describe('a token', () => {
  it.for<[string, unknown]>([
    ['without the tenant claim', undefined],
    ['with an empty tenant', ''],
    ['with null for the tenant', null],
    ['with a number for the tenant', 7],
    ['with true for the tenant', true],
    ['with a list for the tenant', ['acme']],
    ['with an object for the tenant', { id: 'acme' }],
    ['with an unpaired surrogate in the tenant', 'acme\ud800'],
  ])('%s is forbidden', async ([_name, tenant], { app }) => {
    const challenge = 'Bearer error="insufficient_scope"';
    await expectRefused(app, { token: await ofTenant(app, tenant) }, { status: 403, challenge });
    expect(app.logs.at(-1)).toMatchObject({
      principal: 'test',
      reason: 'ERR_JWT_CLAIM_VALIDATION_FAILED tenant',
    });
  });
});

describe('a tenant of nearly the same name', () => {
  it.for(['Acme', 'ACME', 'acme ', ' acme', 'acm', 'acme2', 'acme\u0000', 'аcme', 'ac\u00adme'])(
    '%j is another tenant',
    async (tenant, { app }) => {
      const id = await storeCustomer({ tenantId: 'acme', firstName: 'Ada' });
      const before = await readItem(id);
      const request = { token: await ofTenant(app, tenant), body: { firstName: 'Eve' } };
      expect(await answerTo(app, id, request)).toMatchObject({ status: 404, sent: 1 });
      expect(await readItem(id)).toEqual(before);
    },
  );
});

const address = (line: string) => ({ type: 'MAILING', streetLine1: line, zipCode: '1' });
const lines = Array.from({ length: 20 }, (_, index) => address(`Line ${index}`));
const pairs = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((key) => [key, key]));

const requests: [string, TestRequest][] = [
  ['an ordinary change', { body: { firstName: 'Eve' } }],
  ['a request that changes nothing', { body: {} }],
  ['nothing but the type', { body: { type: 'INDIVIDUAL' } }],
  ['the version as If-Match', { body: { firstName: 'Eve' }, headers: { 'if-match': '"7"' } }],
  ['another version as If-Match', { body: {}, headers: { 'if-match': '"8"' } }],
  ['If-Match: *', { body: {}, headers: { 'if-match': '*' } }],
  ['an If-Match that matches nothing', { body: {}, headers: { 'if-match': 'W/"7"' } }],
  ['an Idempotency-Key', { body: { sex: null }, headers: { 'idempotency-key': 'some-key' } }],
  ['addresses without a primary', { body: { addresses: [address('New')] } }],
  ['more addresses than fit', { body: { addresses: lines } }],
  ['the removal of no address', { body: { addresses: [{ id: 'none', remove: true }] } }],
  ['the removal of the stored one', { body: { addresses: [{ id: 'stored-1', remove: true }] } }],
  ['more metadata than fits', { body: { metadata: pairs } }],
  ['a number that was verified', { body: { primaryPhoneNumber: { number: '+4930123456' } } }],
  ['the clearing of an object', { body: { placeOfBirth: null, metadata: null } }],
];

const stored: [string, Record<string, unknown>][] = [
  ['of another tenant', { tenantId: 'globex' }],
  ['without a tenant', {}],
  ['of a tenant that is no string', { tenantId: ['acme'] }],
  ['of another tenant, no individual', { tenantId: 'globex', type: 'ORGANIZATION' }],
  ['of another tenant, without version or maps', { tenantId: 'globex', ...withoutMaps() }],
  ['of another tenant, all its maps strings', { tenantId: 'globex', ...withoutMaps('text') }],
];

describe.each(stored)('a customer %s', (_name, attributes) => {
  it.for(requests)('answers like a missing one to %s', async ([_request, request], { app }) => {
    const id = await storeFull(attributes);
    const before = await readItem(id);
    const missing = await answerTo(app, randomUUID(), request);
    expect(missing).toMatchObject({ status: 404, body: { errorCode: 'CUSTOMER_NOT_FOUND' } });
    expect(missing.sent).toBe(1);

    expect(await answerTo(app, id, request)).toEqual(missing);
    expect(await readItem(id)).toEqual(before);
  });
});

describe('a request of another tenant', () => {
  it('does not replay a write, with the very key and caller of that write', async ({ app }) => {
    const id = await storeCustomer({ tenantId: 'globex' });
    const write = { body: { firstName: 'Ada' }, headers: { 'idempotency-key': 'the-same-key' } };
    expect(
      await answerTo(app, id, { ...write, token: await ofTenant(app, 'globex') }),
    ).toMatchObject({
      status: 200,
    });
    const before = await readItem(id);
    const other = { body: { firstName: 'Eve' }, headers: write.headers };
    const missing = await answerTo(app, randomUUID(), write);
    app.sent.clear();
    expect(await answerTo(app, id, write)).toEqual(missing);
    app.sent.clear();
    expect(await answerTo(app, id, other)).toEqual(missing);
    expect(await readItem(id)).toEqual(before);
  });

  it('is refused for its own faults before the customer is looked at', async ({ app }) => {
    const id = await storeCustomer({ tenantId: 'globex' });
    const invalid = { body: { firstName: '' } };
    const atMissing = await answerTo(app, randomUUID(), invalid);
    expect(await answerTo(app, id, invalid)).toEqual(atMissing);
    expect(atMissing).toMatchObject({ status: 400, sent: undefined });
  });

  it('never crosses over where the customer changes tenant between two rounds', async () => {
    const id = await storeCustomer({ tenantId: 'acme', primaryPhoneNumber: undefined as never });
    const deps = { updateItem: withMoveAfterFirst(id) };
    const moved = await startTestApp({ env: { TENANT_CLAIM: 'tenant' }, deps });
    const token = await moved.issuer.sign({ tenant: 'acme' });
    const body = { primaryPhoneNumber: { extension: '31' } };
    expect(await moved.put(id, { token, body })).toMatchObject({ status: 404 });
    expect(await readItem(id)).toMatchObject({ tenantId: 'globex', version: 1 });
    await moved.stop();
  });
});

/** Sends real UpdateItems, and moves the customer to another tenant after the first call. */
function withMoveAfterFirst(id: string): UpdateItem {
  const client = createLocalClient(inject('dynamoDbEndpoint'));
  const send = createUpdateItem(client);
  return async (input, options) => {
    const result = await send(input, options);
    await writeItem({ ...(await readItem(id)), tenantId: 'globex' });
    return result;
  };
}

function withoutMaps(value?: unknown): Record<string, unknown> {
  const names = ['primaryPhoneNumber', 'primaryEmail', 'placeOfBirth', 'metadata', 'addresses'];
  const others = ['addressOrder', 'primaryAddresses', 'latestWrites', 'version'];
  return Object.fromEntries([...names, ...others].map((name) => [name, value]));
}

/** A customer whose addresses and metadata have no room for more. */
async function storeFull(attributes: Record<string, unknown>): Promise<string> {
  const ids = Array.from({ length: 50 }, (_, index) => `stored-${index}`);
  const addresses = ids.map((id) => [id, { ...address(id), type: 'SHIPPING', position: 0 }]);
  return storeCustomer({
    version: 7,
    primaryPhoneNumber: { number: '+14155550123', verified: true },
    metadata: { v: 'v', w: 'w', x: 'x', y: 'y', z: 'z' },
    addresses: Object.fromEntries(addresses),
    primaryAddresses: { SHIPPING: 'stored-1' },
    ...attributes,
  } as Partial<StoredCustomer>);
}
