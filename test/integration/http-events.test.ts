import { describe, expect } from 'vitest';
import { putEvent } from '../support/lambda-process.ts';
import { readItem, storeCustomer } from '../support/table.ts';
import type { TestApp } from '../support/test-app.ts';
import { it } from '../support/with-app.ts';
// What sam local 1.170.0 makes of a request, by its own event_constructor.py, but for the token.
import samLocalEvent from './fixtures/sam-local-event.json' with { type: 'json' };

const JSON_TYPE = { 'content-type': 'application/json' };
const authorizationOf = async (app: TestApp) => `Bearer ${await app.issuer.sign()}`;
const eventOf = (id: string, headers: Record<string, string>) =>
  putEvent(id, { headers: { ...JSON_TYPE, ...headers }, body: '{"firstName":"Ann"}' });

/** Sends a valid change with the given members replaced. */
async function send(app: TestApp, members: Record<string, unknown>) {
  const id = await storeCustomer({ firstName: 'Ada' });
  const authorization = await authorizationOf(app);
  const answer = await app.send({ ...eventOf(id, { authorization }), ...members });
  const changed = (await readItem(id))?.firstName === 'Ann';
  return { ...answer, changed };
}

describe('an event of sam local', () => {
  const sent = (authorization: string, id: string, headers: Record<string, string> = {}) => ({
    ...samLocalEvent,
    headers: { ...samLocalEvent.headers, Authorization: authorization, ...headers },
    pathParameters: { customerId: id },
  });

  it('counts as that of an HTTP API, with its headers in capitals', async ({ app }) => {
    const id = await storeCustomer();
    const bearer = await authorizationOf(app);
    expect(await app.send(sent(bearer, id))).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
    });
    expect((await readItem(id))?.firstName).toBe('Ann');
    // The same key again, with an If-Match that no longer matches.
    expect(await app.send(sent(bearer, id))).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
    });
    const another = sent(bearer, id, { 'Idempotency-Key': 'sam-local-2', 'If-Match': '"1"' });
    expect(await app.send(another)).toMatchObject({ status: 412 });
  });

  it('without a body has no JSON', async ({ app }) => {
    const event = { ...sent(await authorizationOf(app), await storeCustomer()), body: '' };
    expect(await app.send(event)).toMatchObject({ body: { errorCode: 'INVALID_JSON' } });
  });
});

describe('a header', () => {
  const NAMES = [
    'authorization',
    'content-type',
    'content-encoding',
    'if-match',
    'idempotency-key',
  ];
  const VALUES = (token: string) => [token, 'text/plain', 'gzip', '"9"', 'short'];
  const spellings: [string, (name: string) => string][] = [
    ['in capitals', (name) => name.toUpperCase()],
    ['with each word in capitals', (name) => name.replace(/\b\w/g, (c) => c.toUpperCase())],
    ['in mixed letters', (name) => name.replace(/[aeiou]/g, (c) => c.toUpperCase())],
  ];
  it.for(spellings)('is found %s', async ([, spell], { app }) => {
    const id = await storeCustomer();
    const authorization = await authorizationOf(app);
    const statusWith = async (...names: string[]) => {
      const values = VALUES('Bearer nonsense');
      const all = { authorization, ...JSON_TYPE } as Record<string, string>;
      for (const name of names) {
        delete all[name];
        all[spell(name)] = values[NAMES.indexOf(name)] ?? '';
      }
      return (await app.send({ ...eventOf(id, {}), headers: all })).status;
    };
    expect(await statusWith('authorization')).toBe(401);
    expect(await statusWith('content-type')).toBe(415);
    expect(await statusWith('content-encoding')).toBe(415);
    expect(await statusWith('if-match')).toBe(412);
    expect(await statusWith('idempotency-key')).toBe(400);
  });

  it('spelt twice counts as sent twice', async ({ app }) => {
    const id = await storeCustomer();
    const authorization = await authorizationOf(app);
    const tags = eventOf(id, { authorization, 'If-Match': '"8"', 'if-match': '"1"' });
    expect((await app.send(tags)).status).toBe(200);
    const tokens = eventOf(id, { authorization, Authorization: authorization });
    expect((await app.send(tokens)).status).toBe(401);
    const types = eventOf(id, { authorization, 'Content-Type': 'application/json' });
    expect((await app.send(types)).status).toBe(415);
  });

  it('whose value is not text counts as absent', async ({ app }) => {
    const authorization = await authorizationOf(app);
    const headers = { authorization, ...JSON_TYPE, 'if-match': null, 'idempotency-key': undefined };
    expect(await send(app, { headers })).toMatchObject({ status: 200, changed: true });
  });
});

describe('null', () => {
  it('for headers counts as none', async ({ app }) => {
    expect(await send(app, { headers: null })).toMatchObject({ status: 401, changed: false });
    expect(await send(app, { headers: undefined })).toMatchObject({ status: 401, changed: false });
  });

  it('for the body counts as none', async ({ app }) => {
    for (const body of [null, undefined]) {
      const answer = await send(app, { body });
      expect(answer).toMatchObject({ status: 400, body: { errorCode: 'INVALID_JSON' } });
    }
  });

  it('for the path parameters is a customerId that is not a UUID', async ({ app }) => {
    const answer = await send(app, { pathParameters: null });
    expect(answer.body).toMatchObject({ status: 400, errors: [{ path: 'customerId' }] });
  });
});

describe('a body with an unpaired surrogate', () => {
  it.for(['\ud800', '\udc00', '\udc00\ud800', 'a\udbff', '\ud83d\ud83d\ude00'])(
    '(%j) in its text is not JSON',
    async (text, { app }) => {
      const answer = await send(app, { body: `{"firstName":"Ann${text}"}` });
      expect(answer).toMatchObject({ status: 400, body: { errorCode: 'INVALID_JSON' } });
    },
  );

  it('is 413 all the same where it is too large', async ({ app }) => {
    expect(await send(app, { body: `"${'\ud800'.repeat(128 * 1024)}"` })).toMatchObject({
      status: 413,
    });
  });
});

describe('an event that is not a request of an HTTP API', () => {
  const context = putEvent('x', { headers: {} }).requestContext;
  const events: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
    ['a ping', { ping: true }],
    ['a text', 'ping'],
    ['an array', [putEvent('x', { headers: {} })]],
    ['a request of format 1.0', { ...eventV1() }],
    ['a load balancer’s', { ...eventV1(), version: undefined, requestContext: { elb: {} } }],
    ['EventBridge’s', { version: '0', id: 'x', 'detail-type': 'Scheduled Event', detail: {} }],
    ['a queue’s', { Records: [{ eventSource: 'aws:sqs', body: '{}' }] }],
    ['VPC Lattice’s', { version: '2.0', requestContext: { serviceArn: 'arn' }, headers: {} }],
    ['without a context', { version: '2.0', headers: {}, body: '{}' }],
    ['with null for a context', { version: '2.0', requestContext: null }],
    ['with an empty context', { version: '2.0', requestContext: {} }],
    ['without a request id', { version: '2.0', requestContext: { ...context, requestId: 1 } }],
    ['of another version', { ...putEvent('x', { headers: {} }), version: '3.0' }],
    ['of the number 2 for a version', { ...putEvent('x', { headers: {} }), version: 2 }],
    ['with an array for headers', { ...putEvent('x', { headers: {} }), headers: ['a'] }],
    ['with an object for a body', { ...putEvent('x', { headers: {} }), body: {} }],
  ];

  it.for(events)(
    'fails the invocation, says so and sends nothing: %s',
    async ([, event], { app }) => {
      const before = app.sent.size;
      await expect(app.send(event)).rejects.toThrow(
        'The event is not a request of an HTTP API (payload format 2.0).',
      );
      expect(app.sent.size).toBe(before);
    },
  );

  it('fails it before the change is made, whatever else of the event is right', async ({ app }) => {
    const id = await storeCustomer({ firstName: 'Ada' });
    const authorization = await authorizationOf(app);
    for (const requestContext of [undefined, {}, { http: {} }, { requestId: 'r' }]) {
      await expect(app.send({ ...eventOf(id, { authorization }), requestContext })).rejects.toThrow(
        TypeError,
      );
    }
    expect(app.sent.has(id)).toBe(false);
    expect((await readItem(id))?.firstName).toBe('Ada');
  });

  function eventV1() {
    return {
      version: '1.0',
      httpMethod: 'PUT',
      path: '/v1/customers/x',
      headers: { Authorization: 'Bearer x' },
      multiValueHeaders: { Authorization: ['Bearer x'] },
      requestContext: { requestId: 'x', httpMethod: 'PUT' },
      body: '{}',
      isBase64Encoded: false,
    };
  }
});
