import { describe, expect, it } from 'vitest';
import { members } from '../../support/bodies.ts';
import { brokenBy, updateOf, violationsOf } from '../../support/violations.ts';

const setBy = (metadata: unknown) => updateOf({ metadata }).maps.metadata;
const broken = (metadata: unknown) => brokenBy({ metadata });

describe('a metadata key', () => {
  it.each([
    'constructor',
    'prototype',
    'hasOwnProperty',
    'toString',
    '0',
    'a.b',
    'a/b~c',
    '#n0',
    ':v0',
    ' padded ',
    ' ',
    'e\u0301',
    'ключ',
    '鍵',
    '😀'.repeat(40),
    'x'.repeat(40),
  ])('may be %j, taken as it is', (key) => {
    expect(Object.entries(setBy({ [key]: 'v' }) ?? {})).toEqual([[key, 'v']]);
  });

  it.each([
    ['empty', '', 'INVALID_LENGTH'],
    ['of 41 characters', 'x'.repeat(41), 'INVALID_LENGTH'],
    ['of a control character', 'a\nb', 'INVALID_FORMAT'],
    ['of U+0000', '\u0000', 'INVALID_FORMAT'],
  ])('may not be %s', (_, key, code) => {
    expect(broken({ [key]: 'v' })).toEqual([`metadata.${key} ${code}`]);
    expect(broken({ [key]: null })).toEqual([`metadata.${key} ${code}`]);
  });

  it('may not contain a lone surrogate, and the message contains none', () => {
    expect(violationsOf('{"metadata":{"\\ud83d":"v"}}')).toMatchObject([
      { path: 'metadata.\ufffd', pointer: '#/metadata/%EF%BF%BD', errorCode: 'INVALID_FORMAT' },
    ]);
  });

  it.each(['"v"', 'null', '{}'])('may not be __proto__ with %s', (value) => {
    expect(brokenBy(`{"metadata":{"__proto__":${value}}}`)).toEqual([
      'metadata.__proto__ INVALID_VALUE',
    ]);
  });
});

describe('a metadata value', () => {
  it.each(['', ' padded ', 'a\nb\tc', 'e\u0301', '\u0085', '😀'.repeat(1024)])(
    'is taken as it is (%#)',
    (value) => {
      expect(setBy({ key: value })).toEqual({ key: value });
    },
  );

  it('may be null, to clear the key', () => {
    expect(setBy({ key: null })).toEqual({ key: null });
  });

  it.each([
    ['longer than 1024', 'x'.repeat(1025), 'INVALID_LENGTH'],
    ['of U+0000', 'a\u0000', 'INVALID_FORMAT'],
    ['of a lone surrogate', '\ude00', 'INVALID_FORMAT'],
    ['a number', 5, 'INVALID_TYPE'],
    ['a boolean', true, 'INVALID_TYPE'],
    ['an object', {}, 'INVALID_TYPE'],
    ['an array', [], 'INVALID_TYPE'],
  ])('may not be %s', (_, value, code) => {
    expect(broken({ key: value })).toEqual([`metadata.key ${code}`]);
  });
});

describe('the metadata of a request', () => {
  it('may set 5 pairs and clear 15 more', () => {
    const metadata = { ...members(5, 'set', 'v'), ...members(15, 'clear', null) };
    expect(setBy(metadata)).toEqual(metadata);
  });

  it('may not set 6 pairs', () => {
    expect(broken(members(6, 'set', 'v'))).toEqual(['metadata TOO_MANY_ITEMS']);
  });

  it('may not have 21 members', () => {
    expect(broken(members(21, 'clear', null))).toEqual(['metadata TOO_MANY_ITEMS']);
  });

  it('is refused for its size before its members', () => {
    expect(broken({ ...members(6, 'set', 'v'), '': 'v', other: 5 })).toEqual([
      'metadata TOO_MANY_ITEMS',
      'metadata. INVALID_LENGTH',
      'metadata.other INVALID_TYPE',
    ]);
  });

  it.each([['x'], [5], [[]], [true]])('is no %j', (metadata) => {
    expect(broken(metadata)).toEqual(['metadata INVALID_TYPE']);
  });
});
