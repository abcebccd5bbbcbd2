import { describe, expect } from 'vitest';
import { members } from '../support/bodies.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { storeCustomer } from '../support/table.ts';
import type { TestRequest } from '../support/test-app.ts';
import { it } from '../support/with-app.ts';

/** From the last check to the first: what breaks it, and the answer. Each is broken beside all those before it. */
const CHECKS: [
  breaks: string,
  breaking: (tokens: { unscoped: string; bound: string }) => TestRequest,
  status: number,
  code: string,
][] = [
  ['an account rule', () => ({ body: { metadata: { x: 'v' } } }), 422, 'METADATA_LIMIT_EXCEEDED'],
  ['If-Match', () => ({ headers: { 'if-match': '"99"' } }), 412, 'PRECONDITION_FAILED'],
  ['a request rule', () => ({ body: { foo: 1, metadata: { x: 'v' } } }), 400, 'VALIDATION_FAILED'],
  ['JSON', () => ({ body: '{' }), 400, 'INVALID_JSON'],
  ['the size', () => ({ body: ' '.repeat(128 * 1024 + 1) }), 413, 'PAYLOAD_TOO_LARGE'],
  [
    'the encoding',
    () => ({ headers: { 'content-encoding': 'gzip' } }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'the type',
    () => ({ headers: { 'content-type': 'text/plain' } }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['the scope', ({ unscoped }) => ({ token: unscoped }), 403, 'FORBIDDEN'],
  ['the holder', ({ bound }) => ({ token: bound }), 401, 'UNAUTHENTICATED'],
  ['the token', () => ({ token: 'nonsense' }), 401, 'UNAUTHENTICATED'],
  ['credentials', () => ({ token: null }), 401, 'UNAUTHENTICATED'],
];

describe('the first failure answers, though all later checks would fail as well:', () => {
  it.for(CHECKS.map(([breaks, , status, code], index) => ({ breaks, status, code, index })))(
    '$breaks → $status $code',
    async ({ status, code, index }, { app }) => {
      const id = await storeCustomer({ metadata: members(5, 'k', 'v') });
      const scope = 'customers:read';
      const unscoped = await app.issuer.sign({ scope });
      const bound = await app.issuer.sign({ scope, cnf: { 'x5t#S256': 'A'.repeat(43) } });
      const broken = CHECKS.slice(0, index + 1).map(([, breaking]) =>
        breaking({ unscoped, bound }),
      );
      const headers = Object.assign({}, ...broken.map((request) => request.headers ?? {}));
      const request: TestRequest = Object.assign({}, ...broken, { headers });
      const answer = await expectProblem(app, id, request, {
        status,
        errorCode: code,
        ...(status === 412 && { etag: '"1"' }),
        ...(code === 'VALIDATION_FAILED' && { errors: ['foo UNKNOWN_PROPERTY'] }),
        ...(status === 422 && { errors: [`metadata ${code}`] }),
      });
      expect('www-authenticate' in answer.headers).toBe(status === 401 || status === 403);
      expect(app.sent.get(id)).toBe(status === 412 || status === 422 ? 1 : undefined);
    },
  );

  it('a customer who is not there, before If-Match and account rules', async ({ app }) => {
    const request = {
      body: { addresses: [{ id: 'x', remove: true }] },
      headers: { 'if-match': '"9"' },
    };
    const errorCode = 'CUSTOMER_NOT_FOUND';
    await expectProblem(app, crypto.randomUUID(), request, { status: 404, errorCode });
  });

  it('a bad id and a body that is not JSON → INVALID_JSON', async ({ app }) => {
    const errorCode = 'INVALID_JSON';
    await expectProblem(app, 'no-uuid', { body: '{' }, { status: 400, errorCode });
  });

  it('a request rule before a customer who is not there', async ({ app }) => {
    const answer = await app.put(crypto.randomUUID(), { body: { foo: 1 } });
    expect(answer.status).toBe(400);
  });
});
