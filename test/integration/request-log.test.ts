import { describe, expect } from 'vitest';
import { mailing } from '../support/bodies.ts';
import { storeCustomer, writeItem } from '../support/table.ts';
import type { TestApp, TestRequest } from '../support/test-app.ts';
import { it } from '../support/with-app.ts';

/** Sends a request and returns its log lines. */
async function linesOf(app: TestApp, id: string, request: TestRequest) {
  const before = app.logs.length;
  const answer = await app.put(id, request);
  return { answer, lines: app.logs.slice(before) };
}

describe('the log', () => {
  it('has one line of a change, with all that is known of it', async ({ app }) => {
    const id = await storeCustomer();
    const token = await app.issuer.sign({ sub: 'service-7' });
    const body = {
      firstName: 'Ann',
      primaryPhonenumber: { extension: null },
      metadata: { k: 'v' },
    };
    const { answer, lines } = await linesOf(app, id.toUpperCase(), { token, body });
    expect(lines).toEqual([
      {
        level: 'INFO',
        message: 'request',
        requestId: answer.headers['x-request-id'],
        customerId: id,
        principal: 'service-7',
        status: 200,
        changed: ['firstName', 'primaryPhoneNumber.extension', 'metadata'],
        attempts: 1,
        durationMs: expect.any(Number),
      },
    ]);
    expect(lines[0]?.durationMs).toBeGreaterThan(0);
  });

  it.for<[TestRequest, number, string, number]>([
    [{ body: { foo: 1 } }, 400, 'VALIDATION_FAILED', 0],
    [{ body: '{' }, 400, 'INVALID_JSON', 0],
    [{ token: null }, 401, 'UNAUTHENTICATED', 0],
    [{ headers: { 'content-type': 'x/y' } }, 415, 'UNSUPPORTED_MEDIA_TYPE', 0],
    [{ headers: { 'if-match': '"9"' } }, 412, 'PRECONDITION_FAILED', 1],
    [{ body: { addresses: [mailing()] } }, 422, 'PRIMARY_ADDRESS_REQUIRED', 1],
  ])(
    'has one line of the refusal of %j',
    async ([request, status, errorCode, attempts], { app }) => {
      const id = await storeCustomer();
      const { lines } = await linesOf(app, id, request);
      expect(lines).toMatchObject([
        { level: 'INFO', customerId: id, status, errorCode, attempts, changed: [] },
      ]);
      expect(lines[0]).not.toHaveProperty('fault');
    },
  );

  it('has no names for a request that changes nothing', async ({ app }) => {
    const { lines } = await linesOf(app, await storeCustomer(), { body: { type: 'INDIVIDUAL' } });
    expect(lines).toMatchObject([{ status: 200, changed: [], attempts: 1 }]);
  });

  it('counts the attempts of both rounds where the first shows what the customer lacks', async ({
    app,
  }) => {
    const id = await storeCustomer();
    await writeItem({ id, type: 'INDIVIDUAL' });
    const { lines } = await linesOf(app, id, { body: { firstName: 'Ann' } });
    expect(lines).toMatchObject([{ status: 200, attempts: 2 }]);
  });

  it('does not contain an id that is not a UUID', async ({ app }) => {
    const { lines } = await linesOf(app, 'Zyzzyva', {});
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('Zyzzyva');
  });

  it('has no value of body, token or item, whatever the answer', async ({ app }) => {
    const secret = 'Zyzzyva';
    const token = await app.issuer.sign();
    const id = await storeCustomer({ lastName: secret, metadata: { [secret]: secret } });
    const body = {
      ...{ firstName: secret, securityAnswer: secret, metadata: { [`${secret}2`]: secret } },
      ...{ socialId: `${secret}-1`, socialIdCountryCode: 'USA' },
      primaryEmail: { value: `${secret}@abc.com` },
      addresses: [mailing({ streetLine1: secret, primary: true })],
    };
    const headers = { 'idempotency-key': `${secret}-key` };
    const requests: TestRequest[] = [
      { body, headers },
      { body: { ...body, firstName: 'x' }, headers },
      { body: { ...body, [secret]: secret, type: secret, sex: secret } },
      { body: JSON.stringify(body).slice(0, -1) },
      { body, headers: { 'if-match': `"${secret}"` } },
      { body: { addresses: [{ id: secret, remove: true }] } },
      { body, headers: { 'content-type': secret } },
      { body, token: `${token}${secret}` },
    ];
    const statuses: number[] = [];
    for (const request of requests) {
      const { answer, lines } = await linesOf(app, id, { token, ...request });
      statuses.push(answer.status);
      const text = JSON.stringify(lines);
      expect(text).not.toContain(secret);
      for (const part of token.split('.')) expect(text).not.toContain(part);
    }
    expect(statuses).toEqual([200, 422, 400, 400, 412, 422, 415, 401]);
  });
});
