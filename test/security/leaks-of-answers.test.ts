import { describe, expect } from 'vitest';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import { brokenCanaryBodies, canaryBody, canaryClaims } from '../support/canaries.ts';
import { storeCustomer } from '../support/table.ts';
import type { TestRequest } from '../support/test-app.ts';
import { CANARY, startWatchedApp } from '../support/watched-app.ts';
import { withApp } from '../support/with-app.ts';

const it = withApp(() => startWatchedApp());

const SECRET = 'Canary-Social-secret';

/** Attributes of other writers, which this API does not know. */
const unknown: Record<string, unknown> = {
  ...{ internalNote: SECRET, tenantId: SECRET, creditScore: { value: SECRET }, __proto: [SECRET] },
  createdBy: { id: 'creator', type: 'service-account', email: SECRET },
  primaryPhoneNumber: { number: '+14155550123', verified: true, carrierToken: SECRET },
  primaryEmail: { value: 'canary@example.com', hash: SECRET },
  placeOfBirth: { city: 'Canary', geo: SECRET },
  metadata: { kept: 'Canary', list: [SECRET], map: { secret: SECRET }, number: 7 },
  addresses: {
    a: {
      ...{ type: 'MAILING', streetLine1: 'Canary', zipCode: '1', position: 0, geo: SECRET },
      name: { firstName: SECRET, lastName: SECRET },
    },
  },
  primaryAddresses: { MAILING: 'a', OTHER: SECRET },
  writes: { 0: { key: SECRET, body: SECRET } },
  firstName: 'Canary',
  socialId: SECRET,
};

describe('a customer with attributes that the API does not know', () => {
  it.for<[string, TestRequest]>([
    ['a request that changes nothing', { body: {} }],
    ['a change', { body: canaryBody }],
    ['a replay', { body: { sex: 'MALE' }, headers: { 'idempotency-key': 'a-key-twice' } }],
  ])('is answered without them to %s', async ([_name, request], { app }) => {
    const id = await storeCustomer(unknown as Partial<StoredCustomer>);
    const first = await app.put(id, request);
    const second = await app.put(id, request);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body.metadata).toHaveProperty('kept', CANARY.replace('c', 'C'));
  });

  it.for<[string, TestRequest, number]>([
    ['another version', { headers: { 'if-match': '"9"' } }, 412],
    ['no such address', { body: { addresses: [{ id: 'Canary', remove: true }] } }, 422],
    ['an invalid body', { body: { firstName: ['Canary'] } }, 400],
  ])('is not mentioned in a refusal for %s', async ([_name, request, status], { app }) => {
    const id = await storeCustomer(unknown as Partial<StoredCustomer>);
    expect(await app.put(id, request)).toMatchObject({ status });
  });

  it('is not mentioned in a refusal for its type', async ({ app }) => {
    const customer = { ...unknown, type: 'Canary-type', status: 'Canary' };
    const id = await storeCustomer(customer as Partial<StoredCustomer>);
    expect(await app.put(id, { body: { firstName: 'Ada' } })).toMatchObject({ status: 422 });
  });
});

describe('a refusal', () => {
  it.for(brokenCanaryBodies.map((body) => [body]))(
    'quotes no value of %j',
    async ([body], { app }) => {
      const id = await storeCustomer();
      expect(await app.put(id, { body })).toMatchObject({ status: 400 });
    },
  );

  it('quotes no claim of a token without the scope, and no header', async ({ app }) => {
    const token = await app.issuer.sign({ ...canaryClaims, scope: 'canary:read', scp: 'Canary' });
    const headers = { 'x-canary': 'Canary', cookie: 'a=Canary', 'user-agent': 'Canary' };
    const id = await storeCustomer();
    expect(await app.put(id, { token, headers })).toMatchObject({ status: 403 });
  });

  it('quotes no key and no tag', async ({ app }) => {
    const headers = { 'idempotency-key': 'Canary Ä', 'if-match': '"Canary' };
    const id = await storeCustomer();
    expect(await app.put(id, { headers })).toMatchObject({ status: 400 });
  });

  it('quotes no part of a path that is no customer id, in the log neither', async ({ app }) => {
    expect(await app.put('Canary')).toMatchObject({ status: 400 });
    expect(app.logs.at(-1)).not.toHaveProperty('customerId');
  });
});

describe('a socialId', () => {
  const kept: [string, string][] = [
    ['12345', '45'],
    ['123456', '456'],
    ['1234567', '567'],
    ['12345678', '5678'],
    ['y'.repeat(50), 'yyyy'],
    ['😀😁😂😃😄', '😃😄'],
  ];
  it.for(kept)('%s is answered as %s, set and stored', async ([socialId, shown], { app }) => {
    const id = await storeCustomer();
    const set = await app.put(id, { body: { socialId, socialIdCountryCode: 'USA' } });
    expect(set.body.socialId).toBe(shown);
    expect((await app.put(id)).body.socialId).toBe(shown);
    expect(JSON.stringify([set, app.logs])).not.toContain(socialId);
  });

  it.for(['', '1', '12', '123', '1234'])(
    'stored too short as %j is never whole',
    async (socialId, { app }) => {
      const id = await storeCustomer({ socialId });
      const { body } = await app.put(id);
      expect(body.socialId).toBe(socialId.slice(Math.ceil(socialId.length / 2)));
    },
  );

  it('in a refused request comes back nowhere', async ({ app }) => {
    const id = await storeCustomer();
    const body = { socialId: SECRET, firstName: '' };
    expect(await app.put(id, { body })).toMatchObject({ status: 400 });
  });
});
