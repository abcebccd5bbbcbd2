import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { ProblemError } from '../../lambda/problems.ts';
import { mailing, mailings, shipping } from '../support/bodies.ts';
import { faultsBy, openApi } from '../support/openapi.ts';
import { storeCustomer } from '../support/table.ts';
import { startTestApp, type TestAnswer, type TestRequest } from '../support/test-app.ts';
import { it } from '../support/with-app.ts';

const OPERATION = '/paths/~1v1~1customers~1%7BcustomerId%7D/put';
const { responses } = openApi.paths['/v1/customers/{customerId}'].put;

const REQUESTS: [code: string, request: TestRequest, customer?: object][] = [
  ['200', {}],
  ['200', { body: { primaryPhoneNumber: { extension: '31' }, metadata: { a: 'b' } } }],
  ['200', { body: { addresses: [mailing({ primary: true }), shipping({ primary: true })] } }],
  ['200', { body: { socialId: '123-45-6789', socialIdCountryCode: 'USA' } }],
  ['INVALID_JSON', { body: '{' }],
  ['VALIDATION_FAILED', { body: { firstNam: 1, id: 'x', addresses: mailings(21) } }],
  ['VALIDATION_FAILED', { body: [], headers: { 'if-match': '', 'idempotency-key': 'short' } }],
  ['UNAUTHENTICATED', { token: null }],
  ['UNAUTHENTICATED', { token: 'none' }],
  ['PRECONDITION_FAILED', { headers: { 'if-match': '"99"' } }],
  ['PAYLOAD_TOO_LARGE', { body: `"${'x'.repeat(128 * 1024)}"` }],
  ['UNSUPPORTED_MEDIA_TYPE', { headers: { 'content-type': 'text/plain' } }],
  ['PRIMARY_ADDRESS_REQUIRED', { body: { addresses: [mailing()] } }],
  ['ADDRESS_NOT_FOUND', { body: { addresses: [{ id: 'none', remove: true }] } }],
  ['METADATA_LIMIT_EXCEEDED', { body: { metadata: { f: '' } } }, { metadata: fivePairs() }],
  ['CUSTOMER_TYPE_MISMATCH', {}, { type: 'BUSINESS' }],
];

describe('an answer is as docs/openapi.json says', () => {
  it.for(REQUESTS)('for %s, case %$', async ([code, request, customer], { app }) => {
    const answer = await app.put(await storeCustomer(customer), request);
    expect(answer.body.errorCode ?? '200').toBe(code);
    expectDocumented(answer);
  });

  it('and by that no other member would pass', async ({ app }) => {
    const { body } = await app.put(await storeCustomer());
    const schema = `${OPERATION}/responses/200/content/application~1json/schema`;
    expect(faultsBy(schema, { ...body, version: 1 })).toHaveLength(1);
    expect(faultsBy(schema, { ...body, prefix: undefined })).toHaveLength(1);
  });

  it('for a token without the scope', async ({ app }) => {
    const token = await app.issuer.sign({ scope: 'customers:read' });
    expectDocumented(await app.put(await storeCustomer(), { token }), 403);
  });

  it('for no such customer', async ({ app }) => {
    expectDocumented(await app.put(randomUUID()), 404);
  });

  it('for more than 50 addresses', async ({ app }) => {
    const id = await storeCustomer();
    for (const cityName of ['Elm', 'Oak', 'Ash']) {
      const addresses = [...mailings(19, { cityName }), mailing({ cityName, primary: true })];
      const answer = await app.put(id, { body: { addresses } });
      expectDocumented(answer, cityName === 'Ash' ? 422 : 200);
    }
  });

  it('for an Idempotency-Key with another body', async ({ app }) => {
    const id = await storeCustomer();
    const headers = { 'idempotency-key': 'same-key' };
    expectDocumented(await app.put(id, { body: { prefix: 'Ms' }, headers }), 200);
    expectDocumented(await app.put(id, { body: { prefix: 'Dr' }, headers }), 422);
  });

  it.for([
    [409, new ProblemError('CONFLICT', { headers: { 'retry-after': '1' } })],
    [500, new Error('unforeseen')],
    [503, new ProblemError('SERVICE_UNAVAILABLE', { headers: { 'retry-after': '1' } })],
  ] as const)('for a fault answered with %i', async ([status, fault]) => {
    const updateItem = () => Promise.reject(fault);
    const failing = await startTestApp({ deps: { updateItem } });
    expectDocumented(await failing.put(randomUUID()), status);
    await failing.stop();
  });
});

function expectDocumented({ status, headers, body }: TestAnswer, expected = status): void {
  expect(status).toBe(expected);
  const { 'content-type': type = '', ...others } = headers;
  const media = type.replaceAll('/', '~1').replace('+', '%2B');
  const place = `${OPERATION}/responses/${status}`;
  expect(faultsBy(`${place}/content/${media}/schema`, body)).toEqual([]);

  const documented: Record<string, { $ref: string }> = responses[status].headers;
  for (const [name, value] of Object.entries(others)) {
    expect(faultsBy(`${documented[name]?.$ref.slice(1)}/schema`, value)).toEqual([]);
  }
  const required = Object.keys(documented).filter(
    (name) => openApi.components.headers[documented[name]?.$ref.split('/').at(-1) ?? ''].required,
  );
  expect(Object.keys(others)).toEqual(expect.arrayContaining(required));
}

function fivePairs(): Record<string, string> {
  return Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((key) => [key, '']));
}
