import { describe, expect, it } from 'vitest';
import { type RawRequest, toHttpApiEvent } from '../../../../local/api-gateway/http-api-event.ts';

const ROUTE = {
  routeKey: 'PUT /v1/customers/{customerId}',
  path: '/v1/customers/a b',
  pathParameters: { customerId: 'a b' },
};
const FACTS = { requestId: 'JKJaXmPLvHcESHA=', now: new Date('2026-11-22T00:42:50.311Z') };

function eventOf({ headers = [], body = '', ...request }: Partial<Given> = {}) {
  const raw: RawRequest = {
    method: 'PUT',
    url: '/v1/customers/a%20b',
    httpVersion: '1.1',
    sourceIp: '127.0.0.1',
    port: 3000,
    ...request,
    rawHeaders: headers.flat(),
    body: Buffer.from(body),
  };
  return toHttpApiEvent(raw, ROUTE, FACTS);
}

type Given = Omit<RawRequest, 'body' | 'rawHeaders'> & {
  headers: [name: string, value: string][];
  body: string | Uint8Array;
};

const JSON_TYPE: [string, string] = ['Content-Type', 'application/json'];

describe('the event of an HTTP API', () => {
  it('has every part of payload format 2.0 and nothing else', () => {
    const event = eventOf({
      url: '/v1/customers/a%20b?x=1&y=%20',
      headers: [['Host', '127.0.0.1:3000'], ['User-Agent', 'curl/8'], JSON_TYPE],
      body: '{}',
    });

    expect(event).toEqual({
      version: '2.0',
      routeKey: 'PUT /v1/customers/{customerId}',
      rawPath: '/v1/customers/a b',
      rawQueryString: 'x=1&y=%20',
      headers: {
        'content-length': '2',
        'content-type': 'application/json',
        host: '127.0.0.1:3000',
        'user-agent': 'curl/8',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-6b023a8a-[0-9a-f]{24}$/),
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': '3000',
        'x-forwarded-proto': 'http',
      },
      queryStringParameters: { x: '1', y: ' ' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        domainName: '127.0.0.1',
        domainPrefix: '127',
        http: {
          method: 'PUT',
          path: '/v1/customers/a b',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'curl/8',
        },
        requestId: 'JKJaXmPLvHcESHA=',
        routeKey: 'PUT /v1/customers/{customerId}',
        stage: '$default',
        time: '22/Nov/2026:00:42:50 +0000',
        timeEpoch: 1795308170311,
      },
      pathParameters: { customerId: 'a b' },
      body: '{}',
      isBase64Encoded: false,
    });
  });

  it.each<[string, Given['headers'], Record<string, string | undefined>]>([
    ['lower-cases names', [['IF-Match', '"1"']], { 'if-match': '"1"' }],
    [
      'joins duplicates by commas, those node:http drops too',
      [JSON_TYPE, ['content-type', 'text/plain'], ['If-Match', '"1"'], ['if-match', '"2"']],
      { 'content-type': 'application/json,text/plain', 'if-match': '"1","2"' },
    ],
    [
      'joins duplicate credentials',
      [
        ['Authorization', 'Bearer a'],
        ['Authorization', 'Bearer b'],
      ],
      { authorization: 'Bearer a,Bearer b' },
    ],
    [
      'drops those of the connection',
      [
        ['Connection', 'keep-alive'],
        ['Transfer-Encoding', 'chunked'],
      ],
      { connection: undefined, 'transfer-encoding': undefined, 'content-length': '0' },
    ],
    [
      'appends the caller to x-forwarded-for',
      [['X-Forwarded-For', '10.0.0.1']],
      { 'x-forwarded-for': '10.0.0.1, 127.0.0.1' },
    ],
    ['keeps a header named __proto__', [['__proto__', 'x']], JSON.parse('{"__proto__":"x"}')],
  ])('headers: %s', (_, headers, expected) => {
    const { headers: actual } = eventOf({ headers });
    for (const [name, value] of Object.entries(expected)) {
      expect(Object.getOwnPropertyDescriptor(actual, name)?.value).toBe(value);
    }
  });

  it('moves cookies out of the headers', () => {
    const event = eventOf({
      headers: [
        ['Cookie', 'a=1; b=2'],
        ['cookie', 'c=3'],
      ],
    });
    expect(event.cookies).toEqual(['a=1', 'b=2', 'c=3']);
    expect(event.headers).not.toHaveProperty('cookie');
    expect(eventOf()).not.toHaveProperty('cookies');
  });

  it.each<[string, string, Record<string, string> | undefined]>([
    ['/x', '', undefined],
    ['/x?', '', undefined],
    ['/x?a=1&a=2&b', 'a=1&a=2&b', { a: '1,2', b: '' }],
    ['/x?a=%2B+%C3%A9&n=%', 'a=%2B+%C3%A9&n=%', { a: '+ é', n: '%' }],
    ['/x?a=1?2', 'a=1?2', { a: '1?2' }],
  ])('query of %s', (url, raw, parameters) => {
    const event = eventOf({ url });
    expect(event.rawQueryString).toBe(raw);
    expect(event.queryStringParameters).toEqual(parameters);
    expect('queryStringParameters' in event).toBe(parameters !== undefined);
  });

  it.each([
    ['application/json', true],
    ['Application/JSON; charset=UTF-8', true],
    ['text/plain', true],
    ['application/xml', true],
    ['application/javascript', true],
    ['application/merge-patch+json', false],
    ['application/x-www-form-urlencoded', false],
    ['application/octet-stream', false],
    ['application/json5', false],
    [undefined, false],
  ])('a body of type %s is text: %s', (type, isText) => {
    const event = eventOf({ headers: type ? [['Content-Type', type]] : [], body: '{"a":"é"}' });
    expect(event.isBase64Encoded).toBe(!isText);
    expect(event.body).toBe(isText ? '{"a":"é"}' : Buffer.from('{"a":"é"}').toString('base64'));
  });

  it('has no body where the request has none', () => {
    const event = eventOf({ headers: [['Content-Type', 'image/png']] });
    expect(event).not.toHaveProperty('body');
    expect(event.isBase64Encoded).toBe(false);
  });

  it('passes invalid UTF-8 on as bytes', () => {
    const body = Uint8Array.of(0x22, 0xff, 0x22);
    const event = eventOf({ headers: [JSON_TYPE], body });
    expect(event).toMatchObject({
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
    });
  });
});
