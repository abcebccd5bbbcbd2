import { afterAll, beforeAll, describe, expect } from 'vitest';
import { expectProblem } from '../support/expect-problem.ts';
import { readItem, storeCustomer } from '../support/table.ts';
import { startTestApp, type TestApp, type TestRequest } from '../support/test-app.ts';
import { it } from '../support/with-app.ts';

let withoutTable: TestApp;
beforeAll(async () => {
  withoutTable = await startTestApp({ env: { TABLE_NAME: 'no-such-table' } });
});
afterAll(() => withoutTable.stop());

const CASES: [TestRequest, number, string, string][] = [
  [{ body: '{' }, 400, 'INVALID_JSON', 'Bad Request'],
  [{ body: { foo: 1 } }, 400, 'VALIDATION_FAILED', 'Bad Request'],
  [{ token: null }, 401, 'UNAUTHENTICATED', 'Unauthorized'],
  [{ headers: { 'if-match': '"9"' } }, 412, 'PRECONDITION_FAILED', 'Precondition Failed'],
  [{ body: ' '.repeat(140_000) }, 413, 'PAYLOAD_TOO_LARGE', 'Content Too Large'],
  [{ headers: { 'content-type': 'x/y' } }, 415, 'UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type'],
  [
    { body: { addresses: [{ id: 'x', remove: true }] } },
    ...([422, 'ADDRESS_NOT_FOUND', 'Unprocessable Content'] as const),
  ],
];

describe('a problem', () => {
  it.for(CASES.map(([request, status, code, title]) => ({ request, status, code, title })))(
    '$status $code has every member, the headers of every answer, and no other',
    async ({ request, status, code, title }, { app }) => {
      const id = await storeCustomer();
      const before = await readItem(id);
      const answer = await app.put(id, request);
      const { errors: _, ...problem } = answer.body;
      expect(Object.keys(problem)).toEqual([
        ...['status', 'title', 'detail', 'errorCode', 'message', 'traceId', 'timestamp'],
      ]);
      expect(problem).toMatchObject({ status, title, errorCode: code, message: problem.detail });
      expect(problem.traceId).toBe(answer.headers['x-request-id']);
      expect(Math.abs(Date.parse(problem.timestamp) - Date.now())).toBeLessThan(60_000);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
      });
      expect(answer.headers.etag).toBe(status === 412 ? '"1"' : undefined);
      expect(await readItem(id)).toEqual(before);
    },
  );

  it('404 says that there is no such customer, and makes none', async ({ app }) => {
    const id = crypto.randomUUID();
    for (const body of [{}, { firstName: 'Ann' }]) {
      await expectProblem(app, id, { body }, { status: 404, errorCode: 'CUSTOMER_NOT_FOUND' });
    }
    expect(await readItem(id)).toBeUndefined();
  });

  it('says of one violation that it is one', async ({ app }) => {
    const { body } = await app.put(await storeCustomer(), { body: { foo: 1 } });
    expect(body.detail).toBe('1 property is invalid.');
  });
});

describe('a mistake of ours', () => {
  it('answers 500 with a fixed text, and its cause is in the log alone', async () => {
    const id = await storeCustomer();
    const request = { body: { firstName: 'Zyzzyva' } };
    const answer = await expectProblem(withoutTable, id, request, {
      ...{ status: 500, errorCode: 'INTERNAL_ERROR' },
    });
    expect(answer.headers).not.toHaveProperty('retry-after');
    expect(JSON.stringify(answer)).not.toMatch(/table|ResourceNotFound|Zyzzyva/i);

    const line = withoutTable.logs.find(({ customerId }) => customerId === id);
    expect(line).toMatchObject({ level: 'ERROR', status: 500, errorCode: 'INTERNAL_ERROR' });
    expect(line?.fault).toMatchObject({
      name: 'ResourceNotFoundException',
      frames: expect.arrayContaining([expect.stringContaining('lambda/write/update-customer')]),
    });
    expect(JSON.stringify(line)).not.toContain('Zyzzyva');
  });
});
