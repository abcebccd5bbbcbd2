import { describe, expect, it } from 'vitest';
import { toHttpResponse } from '../../../../local/api-gateway/http-api-response.ts';

const JSON_HEADERS = { 'content-type': 'application/json' };
const TEXT_HEADERS = { 'content-type': 'text/plain; charset=utf-8' };

describe('the response of an HTTP API', () => {
  it.each<[string, unknown, number, object, string]>([
    [
      'a result',
      { statusCode: 200, headers: { 'Content-Type': 'application/json', ETag: '"1"' }, body: '{}' },
      200,
      { ...JSON_HEADERS, etag: '"1"' },
      '{}',
    ],
    ['a result of a status alone', { statusCode: 204 }, 204, TEXT_HEADERS, ''],
    ['a status as text', { statusCode: '201', body: null }, 201, TEXT_HEADERS, ''],
    [
      'base64',
      { statusCode: 200, body: Buffer.from('é').toString('base64'), isBase64Encoded: true },
      200,
      TEXT_HEADERS,
      'é',
    ],
    [
      'cookies',
      { statusCode: 200, cookies: ['a=1', 'b=2'] },
      200,
      { ...TEXT_HEADERS, 'set-cookie': ['a=1', 'b=2'] },
      '',
    ],
    [
      'header values that are no strings, and headers of the connection',
      { statusCode: 200, headers: { 'Retry-After': 3, 'Content-Length': 9, Connection: 'close' } },
      200,
      { ...TEXT_HEADERS, 'retry-after': '3' },
      '',
    ],
    ['a plain object', { message: 'hi', at: undefined }, 200, JSON_HEADERS, '{"message":"hi"}'],
    ['a plain string', 'hi', 200, JSON_HEADERS, 'hi'],
    ['nothing', undefined, 200, JSON_HEADERS, 'null'],
  ])('of %s', (_, result, statusCode, headers, body) => {
    const response = toHttpResponse(result);
    expect({ ...response, body: response.body.toString() }).toEqual({ statusCode, headers, body });
  });

  it.each([
    ['a status that is none', { statusCode: 'x' }],
    ['a status out of range', { statusCode: 0 }],
    ['a body that is no string', { statusCode: 200, body: {} }],
    ['what JSON cannot hold', { statusCode: 200n }],
  ])('cannot be made of %s', (_, result) => {
    expect(() => toHttpResponse(result)).toThrow(TypeError);
  });
});
