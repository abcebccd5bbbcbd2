import { randomUUID } from 'node:crypto';
import { assert, assertEqual, assertStatus, assertStored } from './expect-answer.ts';
import type { Smoke } from './smoke-target.ts';

/** A note to the line of a passed check, or the reason why it was skipped. */
type Remark = { readonly note: string } | { readonly skipped: string };

/** Throws if the service behaves otherwise. */
export type Check = (smoke: Smoke) => Promise<Remark | undefined>;

/** Some gateways rename the header: docs/api.md, section 5. */
const CHALLENGES = ['www-authenticate', 'x-amzn-remapped-www-authenticate'];

/** Run in this order: the first check changes the customer, the others must not. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'updates only the properties in the request': async ({ put }) => {
    const answer = await put({
      body: { primaryPhoneNumber: { extension: '31' } },
      headers: { 'if-match': '"1"', 'idempotency-key': 'smoke-1' },
    });
    assertStatus(answer, 200);
    assertStored(
      answer.body?.primaryPhoneNumber,
      { number: '+15556589', type: 'WORK', provider: 'ABC', extension: '31', verified: false },
      'phone number',
    );
    assertEqual(answer.headers.get('etag'), '"2"', 'ETag');
    assert(answer.headers.has('x-request-id'), 'got no x-request-id');
    return undefined;
  },

  'returns only the last four characters of socialId': async ({ put }) => {
    const answer = await put();
    assertStatus(answer, 200);
    assertStored(answer.body?.socialId, '6789', 'end of the social id');
    return undefined;
  },

  'repeats nothing under the same Idempotency-Key': async ({ put }) => {
    const answer = await put({
      body: { primaryPhoneNumber: { extension: '31' } },
      headers: { 'idempotency-key': 'smoke-1' },
    });
    assertStatus(answer, 200);
    assertEqual(answer.headers.get('etag'), '"2"', 'ETag');
    return undefined;
  },

  'rejects an outdated If-Match': async ({ put }) => {
    const answer = await put({ body: { firstName: 'No' }, headers: { 'if-match': '"1"' } });
    assertStatus(answer, 412, 'PRECONDITION_FAILED');
    return undefined;
  },

  'rejects invalid properties, all in one answer': async ({ put }) => {
    const answer = await put({ body: { status: 'CLOSED', nickName: 'No', sex: 'No' } });
    assertStatus(answer, 400, 'VALIDATION_FAILED');
    assertEqual(answer.body?.errors?.length, 3, 'number of violations');
    assertEqual(answer.headers.get('content-type'), 'application/problem+json', 'Content-Type');
    return undefined;
  },

  'answers 404 for a customer that does not exist': async ({ put }) => {
    assertStatus(await put({ id: randomUUID() }), 404, 'CUSTOMER_NOT_FOUND');
    return undefined;
  },

  'rejects a request without a token': async ({ put }) => {
    const answer = await put({ token: null });
    assertStatus(answer, 401, 'UNAUTHENTICATED');
    const challenge = CHALLENGES.find((name) => answer.headers.has(name));
    assert(challenge !== undefined, 'got no www-authenticate');
    return { note: `says why in ${challenge}` };
  },

  'rejects a token whose claims were altered': async ({ put, target }) => {
    const [header, payload = '', signature] = target.token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = encode({ ...claims, sub: 'somebody-else' });
    assertStatus(await put({ token: `${header}.${forged}.${signature}` }), 401, 'UNAUTHENTICATED');
    return undefined;
  },

  'rejects an unsigned token': async ({ put, target }) => {
    const [, payload] = target.token.split('.');
    const token = `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`;
    assertStatus(await put({ token }), 401, 'UNAUTHENTICATED');
    return undefined;
  },

  'rejects a token without the scope': async ({ put, target: { otherToken } }) => {
    if (otherToken === undefined) {
      return { skipped: 'there is no such token; set SMOKE_OTHER_TOKEN to one' };
    }
    assertStatus(await put({ token: otherToken }), 403, 'FORBIDDEN');
    return undefined;
  },

  'wrote nothing for the rejected requests': async ({ read }) => {
    const item = await read();
    assert(item?.version === 2, 'the stored version is not 2');
    assertStored(item?.firstName, 'Sarah', 'firstName');
    return undefined;
  },
};

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
