import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lambda/write/diagnose.ts';
import { mailing, members } from '../../support/bodies.ts';
import { requestOf, storedWith } from '../../support/update-requests.ts';

const body = { firstName: 'Ann' };

describe('a condition that failed is found to be', () => {
  it('no such customer', () => {
    expect(diagnose(requestOf(body), undefined)).toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
  });

  it('another tenant’s customer, whatever else is wrong', () => {
    const seen = storedWith({ tenantId: 'globex', latestWrites: ['KEY', 'BODY'] });
    const request = requestOf(body, { tenantId: 'acme', ifMatch: [1] });
    expect(diagnose(request, seen)).toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
    expect(diagnose(request, storedWith())).toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
  });

  it('this very write, made already, If-Match or not', () => {
    const seen = storedWith({ tenantId: 'acme', latestWrites: ['OTHER', 'BODY', 'KEY', 'BODY'] });
    const request = requestOf(body, { tenantId: 'acme', ifMatch: [1] });
    expect(diagnose(request, seen)).toEqual({ kind: 'written', item: seen });
  });

  it('another body under the same key', () => {
    const seen = storedWith({ latestWrites: ['KEY', 'ANOTHER'] });
    expect(diagnose(requestOf(body, { ifMatch: [1] }), seen)).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('a version that If-Match does not name; the ETag has the current one', () => {
    expect(diagnose(requestOf(body, { ifMatch: [6, 8] }), storedWith())).toMatchObject({
      code: 'PRECONDITION_FAILED',
      headers: { etag: '"7"' },
    });
  });

  it('several account rules: the first of their order names the problem', () => {
    const seen = storedWith({ type: 'BUSINESS', metadata: members(5, 'k', 'v') });
    const request = requestOf({ metadata: { x: 'v' }, addresses: [mailing()] });
    const paths = ['addresses[0].primary', 'metadata', 'type'];
    expect(diagnose(request, seen)).toMatchObject({
      code: 'PRIMARY_ADDRESS_REQUIRED',
      violations: paths.map((path) => ({ path })),
    });
    expect(diagnose(requestOf(body), storedWith({ type: 'BUSINESS' }))).toMatchObject({
      code: 'CUSTOMER_TYPE_MISMATCH',
      violations: [{ path: 'type' }],
    });
  });

  it.each([undefined, '*' as const, [7], [1, 7]])('none of these with If-Match %j', (ifMatch) => {
    const seen = storedWith({ tenantId: 'acme' });
    const more = { tenantId: 'acme', ...(ifMatch && { ifMatch }) };
    expect(diagnose(requestOf(body, more), seen)).toEqual({ kind: 'retry', item: seen });
    expect(diagnose(requestOf(body), seen)).toEqual({ kind: 'retry', item: seen });
  });
});
