import { describe, expect, it } from 'vitest';
import {
  isIdentity,
  isJsonMediaType,
  parseIdempotencyKey,
  parseIfMatch,
} from '../../../lambda/middleware/request-headers.ts';

describe('a Content-Type', () => {
  it.each([
    'application/json',
    'Application/JSON',
    ' application/json ',
    'application/json;charset=utf-8',
    'application/json; charset=UTF-8',
    'application/json ; Charset="utf-8"',
    'application/json; version=1',
    'application/json; profile="http://example.com/a,b"',
    'application/json; profile="a\\",b"; charset=utf-8',
    'application/json; version="a;charset=latin1"; charset=utf-8',
    'application/json;',
    'application/merge-patch+json',
    'application/vnd.rocket.v1+json; charset=utf-8',
  ])('%j is JSON in UTF-8', (header) => {
    expect(isJsonMediaType(header)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'text/plain',
    'text/json',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    'application/+json',
    'application/json+xml',
    'image/svg+json',
    'json',
    '*/*',
    'application/json; charset=latin1',
    'application/json; charset=utf-16',
    'application/json; charset="utf-16"',
    'application/json; charset=',
    'application/json; charset',
    'application/json; charset=utf-8; charset=utf-16',
    'application/json, application/json',
    'application/json,text/plain',
    'application/json; charset=utf-8, application/json',
    'text/plain, application/json',
    'application/json; version=1, text/plain',
    'application/json; version=1, application/json',
    'application/json;, text/plain',
    'application/json; profile="a", text/plain; b="c"',
  ])('%j is not', (header) => {
    expect(isJsonMediaType(header)).toBe(false);
  });
});

describe('If-Match', () => {
  it.each([
    [undefined, undefined],
    ['*', '*'],
    [' * ', '*'],
    ['"7"', [7]],
    ['"0"', [0]],
    ['"7", "8"', [7, 8]],
    ['"7","8"', [7, 8]],
    [' "7"\t,\t"8" ', [7, 8]],
    [', "7",, "8",', [7, 8]],
    ['"7", "7"', [7]],
    ['W/"7"', []],
    ['W/"7", "8"', [8]],
    ['"abc"', []],
    ['""', []],
    ['"7a"', []],
    ['"07"', []],
    ['"-1"', []],
    ['"7.0"', []],
    ['"1e1"', []],
    ['"a,b", "8"', [8]],
    ['"99999999999999999999"', []],
    ['"\u00e9"', []],
  ])('%j names the versions %j', (header, versions) => {
    expect(parseIfMatch(header)).toEqual(versions);
  });

  it.each([
    '',
    ' ',
    ',',
    ', ,',
    '7',
    '"7',
    '7"',
    "'7'",
    '"7" "8"',
    '"7"; "8"',
    '*, "7"',
    '"7", *',
    '**',
    '"*", *',
    'w/"7"',
    'W/7',
    'W/ "7"',
    '"a b"',
    '" 7"',
    '"a\u007f"',
    '"7", 8',
  ])('%j is malformed', (header) => {
    expect(parseIfMatch(header)).toMatchObject({ path: 'If-Match', errorCode: 'INVALID_FORMAT' });
    expect(parseIfMatch(header)).not.toHaveProperty('pointer');
  });
});

describe('Idempotency-Key', () => {
  it.each([undefined, 'abcdef', '!"#$%~', 'x'.repeat(255), crypto.randomUUID()])(
    'may be %j',
    (header) => {
      expect(parseIdempotencyKey(header)).toBe(header);
    },
  );

  it.each([
    ['', 'INVALID_LENGTH'],
    ['abcde', 'INVALID_LENGTH'],
    ['x'.repeat(256), 'INVALID_LENGTH'],
    ['abc def', 'INVALID_FORMAT'],
    ['abc\tdef', 'INVALID_FORMAT'],
    ['schlüssel', 'INVALID_FORMAT'],
    ['abcdef\u007f', 'INVALID_FORMAT'],
  ])('may not be %j', (header, errorCode) => {
    expect(parseIdempotencyKey(header)).toMatchObject({ path: 'Idempotency-Key', errorCode });
    expect(parseIdempotencyKey(header)).not.toHaveProperty('pointer');
  });
});

describe('a Content-Encoding', () => {
  it.each([
    [undefined, true],
    ['', true],
    ['identity', true],
    [' Identity , identity', true],
    ['gzip', false],
    ['identity, gzip', false],
    ['gzip, identity', false],
  ])('%j leaves the body as it is: %s', (encoding, expected) => {
    expect(isIdentity(encoding)).toBe(expected);
  });
});

describe('the charset of a Content-Type', () => {
  it.each([
    ['charset=utf-8', true],
    ['charset = "UTF-8"', true],
    ['charset=utf-8x', false],
    ['charset=utf-16', false],
    ['charset', false],
    ['xcharset=latin1', true],
  ])('%s is UTF-8 or none: %s', (parameter, expected) => {
    expect(isJsonMediaType(`application/json; ${parameter}`)).toBe(expected);
  });
});

it('a Content-Type that only ends like JSON is not', () => {
  expect(isJsonMediaType('xapplication/json')).toBe(false);
});
