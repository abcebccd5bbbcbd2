import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../lambda/problems.ts';
import type { Violation } from '../../../lambda/violation.ts';
import { CUSTOMER_ID, ITEM, NOW, putWithoutTable } from '../../support/app-without-table.ts';

const STANDARD = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-request-id': 'request-1',
};
const failing = (error: unknown) => ({ deps: { updateItem: () => Promise.reject(error) } });
const violations = (count: number): Violation[] =>
  Array.from({ length: count }, (_, n) => ({ path: `${n}`, errorCode: 'REQUIRED', message: 'x' }));

describe('an answer', () => {
  it('to a change has the customer, its ETag and the standard headers', async () => {
    const { status, headers, body } = await putWithoutTable();
    expect(status).toBe(200);
    expect(headers).toEqual({ ...STANDARD, 'content-type': 'application/json', etag: '"7"' });
    expect(body).toMatchObject({ id: CUSTOMER_ID, type: 'INDIVIDUAL' });
  });

  it('to a problem has its members and headers, and no other', async () => {
    const error = new ProblemError('CONFLICT', { headers: { 'retry-after': '1' } });
    const { status, headers, body } = await putWithoutTable(failing(error));
    const detail = 'Too many concurrent changes to this customer. Try again.';
    expect(status).toBe(409);
    expect(headers).toEqual({
      ...{ ...STANDARD, 'content-type': 'application/problem+json', 'retry-after': '1' },
    });
    expect(body).toEqual({
      ...{ status: 409, title: 'Conflict', detail, errorCode: 'CONFLICT', message: detail },
      ...{ traceId: 'request-1', timestamp: NOW },
    });
  });

  it.each([
    [1, '1 property is invalid.', 1],
    [2, '2 properties are invalid.', 2],
    [100, '100 properties are invalid.', 100],
    [101, '101 properties are invalid.', 100],
  ])('to %i violations says "%s" and lists %i', async (count, detail, listed) => {
    const error = new ProblemError('VALIDATION_FAILED', { violations: violations(count) });
    const { body } = await putWithoutTable(failing(error));
    expect(body).toMatchObject({ detail, message: detail });
    expect(body.errors).toEqual(violations(listed));
  });

  it.each([new Error('secret'), 'secret', undefined])(
    'to a fault, %s, reveals nothing',
    async (fault) => {
      const { status, body, lines } = await putWithoutTable(failing(fault));
      expect([status, body.errorCode]).toEqual([500, 'INTERNAL_ERROR']);
      expect(JSON.stringify([body, lines])).not.toContain('secret');
    },
  );
});

describe('the line in the log', () => {
  const COMMON = {
    ...{ requestId: 'request-1', customerId: CUSTOMER_ID, principal: 'ann' },
    ...{ attempts: 0, durationMs: 0 },
  };

  it('of a change has what was changed', async () => {
    const { lines } = await putWithoutTable();
    const fields = { ...COMMON, status: 200, changed: ['firstName'] };
    expect(lines).toEqual([{ level: 'info', message: 'request', fields }]);
  });

  it('of a refusal has its code and the reason', async () => {
    const error = new ProblemError('FORBIDDEN', { reason: 'scope' });
    const { lines } = await putWithoutTable(failing(error));
    const fields = {
      ...{ ...COMMON, status: 403, changed: [] },
      ...{ errorCode: 'FORBIDDEN', reason: 'scope' },
    };
    expect(lines).toEqual([{ level: 'info', message: 'request', fields }]);
  });

  it.each([
    ['INTERNAL_ERROR', 500, new TypeError('x')],
    ['SERVICE_UNAVAILABLE', 503, new ProblemError('SERVICE_UNAVAILABLE')],
  ])('of a fault, %s, is an error and describes it', async (errorCode, status, error) => {
    const { lines } = await putWithoutTable(failing(error));
    const fault = expect.objectContaining({ name: error.name });
    expect(lines).toMatchObject([
      { level: 'error', message: 'request', fields: { status, errorCode, fault } },
    ]);
  });

  it('has no id that is not a UUID, and no caller before the token is verified', async () => {
    const { lines } = await putWithoutTable({
      event: { pathParameters: { customerId: 'x' } },
      headers: { authorization: undefined },
    });
    expect(lines).toMatchObject([{ fields: { errorCode: 'UNAUTHENTICATED', changed: [] } }]);
    expect(lines[0]?.fields).toMatchObject({ customerId: undefined, principal: undefined });
  });

  it('has the metrics of what became of the request', async () => {
    const deps = { toMetrics: (outcome: object) => ({ outcome }) };
    const { lines } = await putWithoutTable({ deps });
    expect(lines[0]?.fields.outcome).toMatchObject({ status: 200, replayed: false, updates: 0 });
  });

  it.each([
    [{ 'idempotency-key': 'key-of-ann' }, true, []],
    [{}, false, ['firstName']],
  ])('of a write that was made already, with %j', async (headers, replayed, changed) => {
    let key: unknown;
    const updateItem = async (input: { ExpressionAttributeValues?: object }) => {
      const values = Object.values(input.ExpressionAttributeValues ?? {});
      key = values[1];
      const body = values[values.indexOf(key, 2) + 1];
      return { rejected: { ...ITEM, latestWrites: [key, body] as string[] } };
    };
    const { lines, record } = await putWithoutTable({ headers, deps: { updateItem } as never });
    expect(record.replayed).toBe(replayed);
    expect(lines).toMatchObject([{ fields: { status: 200, changed } }]);
  });
});
