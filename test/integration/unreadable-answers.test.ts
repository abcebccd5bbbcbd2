import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppBehindProxy, startAppBehindProxy } from '../support/app-behind-proxy.ts';
import type { Fault } from '../support/fault-proxy.ts';
import { readItem, storeCustomer } from '../support/table.ts';

let app: AppBehindProxy;
beforeAll(async () => {
  app = await startAppBehindProxy();
});
afterAll(() => app.stop());

/** Sends a request while every response of DynamoDB is replaced. */
async function putUnder(fault: Fault, id: string, headers: Record<string, string>) {
  app.proxy.plan = () => fault;
  const answer = await app.put(id, { body: { firstName: 'Ann' }, headers });
  app.proxy.plan = () => undefined;
  return answer;
}

const TEXTS = [
  '',
  '{"Attributes":{"id":{"S":"a',
  '<html><body>502 Bad Gateway</body></html>',
  '{}',
  'null',
  '[]',
  '"text"',
  '5',
  '\u0000',
  '{"Attributes":null}',
  '{"Attributes":5}',
  '{"Attributes":[]}',
  '{"Attributes":{}}',
  '{"Attributes":{"id":5}}',
  '{"Attributes":{"id":{"N":"5"}}}',
  '{"Attributes":{"id":{"S":"of another customer"}}}',
  '{"message":"Forbidden"}',
];
const STATUSES = [200, 204, 302, 400, 403, 413, 500, 502, 503];
const KEYS = { 'idempotency-key': 'sent-again', 'if-match': '"1"' };

describe('an answer of DynamoDB that cannot be read, to a write that was made,', () => {
  it.each(STATUSES)('is 503 with Retry-After where its status is %d', async (status) => {
    for (const text of TEXTS) {
      const id = await storeCustomer();
      const answer = await putUnder({ status, text }, id, KEYS);
      expect(answer, text).toMatchObject({
        status: 503,
        headers: { 'retry-after': '1' },
        body: { errorCode: 'SERVICE_UNAVAILABLE' },
      });
      expect(await readItem(id), text).toMatchObject({ firstName: 'Ann', version: 2 });
      const again = await app.put(id, { body: { firstName: 'Ann' }, headers: KEYS });
      expect(again, text).toMatchObject({ status: 200, headers: { etag: '"2"' } });
      expect(again.body.firstName).toBe('Ann');
    }
  });

  it('is logged as a fault, with nothing of its text', async () => {
    const id = await storeCustomer();
    await putUnder({ status: 200, text: '{"Attributes":{"firstName":"Canary' }, id, {});
    const line = app.logs.at(-1);
    expect(line).toMatchObject({ level: 'ERROR', status: 503, attempts: 1 });
    expect(JSON.stringify(line)).not.toContain('Canary');
  });
});

describe('the item of a failed condition that cannot be read', () => {
  const type = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException';

  it.each([
    '5',
    '{"id":5}',
    '{"id":{"S":"of another customer"}}',
    '{"id":{"N":"1"}}',
    '{"a":null}',
  ])('is 503: %s', async (item) => {
    const id = await storeCustomer();
    const text = `{"__type":"${type}","Item":${item}}`;
    const answer = await putUnder({ status: 400, text }, id, {});
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  });
});
