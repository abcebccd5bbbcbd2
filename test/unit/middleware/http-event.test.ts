import { describe, expect, it } from 'vitest';
import {
  assertHttpApiEvent,
  clientCertificateOf,
  headerOf,
} from '../../../lambda/middleware/http-event.ts';
import { putWithoutTable } from '../../support/app-without-table.ts';

const EVENT = {
  version: '2.0',
  headers: {},
  body: '{}',
  requestContext: { requestId: 'request-1', http: { method: 'PUT' } },
};
const FAULT = 'The event is not a request of an HTTP API (payload format 2.0).';

describe('the request of an HTTP API', () => {
  it.each([{}, { headers: null, body: null }, { headers: undefined, body: undefined }])(
    'is one with %j',
    (members) => {
      expect(() => assertHttpApiEvent({ ...EVENT, ...members })).not.toThrow();
    },
  );

  it.each([
    ...[undefined, null, 5, 'ping', [], {}],
    { ...EVENT, version: '1.0' },
    { ...EVENT, version: undefined },
    ...[undefined, null, [], 'x', {}].map((requestContext) => ({ ...EVENT, requestContext })),
    ...[undefined, null, [], 'x'].map((http) => ({
      ...{ ...EVENT, requestContext: { requestId: 'request-1', http } },
    })),
    { ...EVENT, requestContext: { http: {}, requestId: 5 } },
    ...['x', [], 5].map((headers) => ({ ...EVENT, headers })),
    ...[5, {}, []].map((body) => ({ ...EVENT, body })),
  ])('is not %j', (event) => {
    expect(() => assertHttpApiEvent(event)).toThrow(new TypeError(FAULT));
  });

  it('is all that the app takes', async () => {
    await expect(putWithoutTable({ event: { version: '1.0' } })).rejects.toThrow(FAULT);
  });
});

describe('a header', () => {
  const headers = { 'If-Match': '"1"', 'if-match': '"2"', accept: undefined, 'x-n': 5 as never };

  it.each([
    ['if-match', '"1","2"'],
    ['accept', undefined],
    ['x-n', undefined],
    ['host', undefined],
  ])('%s is found whatever its letter case, and joined: %s', (name, value) => {
    expect(headerOf({ ...EVENT, headers } as never, name)).toBe(value);
  });

  it('is not there where there are none', () => {
    expect(headerOf({ ...EVENT, headers: null } as never, 'host')).toBeUndefined();
  });
});

it.each([
  [undefined, undefined],
  [{}, undefined],
  [{ clientCert: { clientCertPem: 'PEM' } }, 'PEM'],
])('of %j the certificate of the client is %s', (authentication, pem) => {
  const requestContext = { ...EVENT.requestContext, authentication };
  expect(clientCertificateOf({ ...EVENT, requestContext } as never)).toBe(pem);
});
