import { describe, expect, it } from 'vitest';
import {
  countryCode,
  dateOfBirth,
  email,
  name,
  socialId,
  stateCode,
} from '../../../lambda/body/fields.ts';
import { outcomeOf } from '../../support/violations.ts';

describe('a name', () => {
  it('has 1 to 40 characters', () => {
    expect(outcomeOf(name, 'x'.repeat(40))).toBe('x'.repeat(40));
    expect(outcomeOf(name, 'x'.repeat(41))).toEqual(['INVALID_LENGTH']);
    expect(outcomeOf(name, ' ')).toEqual(['INVALID_LENGTH']);
  });
});

describe('a country code', () => {
  it.each([
    ['USA', 'USA'],
    [' CAN ', 'CAN'],
    ['ZZZ', ['INVALID_VALUE']],
    ['usa', ['INVALID_VALUE']],
    ['US', ['INVALID_LENGTH']],
    ['USAA', ['INVALID_LENGTH']],
    ['', ['INVALID_LENGTH']],
  ])('%j → %j', (input, expected) => {
    expect(outcomeOf(countryCode, input)).toEqual(expected);
  });
});

describe('a state code', () => {
  it.each([
    ['NY', 'NY'],
    ['NSW', 'NSW'],
    [' NY ', 'NY'],
    ['ny', ['INVALID_FORMAT']],
    ['N1', ['INVALID_FORMAT']],
    ['ÄÖ', ['INVALID_FORMAT']],
    ['N', ['INVALID_LENGTH']],
    ['NYNY', ['INVALID_LENGTH']],
  ])('%j → %j', (input, expected) => {
    expect(outcomeOf(stateCode, input)).toEqual(expected);
  });
});

describe('an e-mail address', () => {
  it.each([
    'sgreen@abc.com',
    'S.Green+news@Mail.ABC.example',
    "o'brien@abc.com",
    '!#$%&*+/=?^_`{|}~-@abc.com',
    'a@b.co',
    '1@2.3a',
    'a@xn--bcher-kva.example',
  ])('may be %s, and is kept as it is', (value) => {
    expect(outcomeOf(email, value)).toBe(value);
  });

  it.each([
    '',
    'sgreen',
    'sgreen@',
    '@abc.com',
    'sgreen@abc',
    'sgreen@abc.',
    'sgreen@.abc.com',
    'sgreen@-abc.com',
    'sgreen@abc-.com',
    'sgreen@@abc.com',
    's green@abc.com',
    '.sgreen@abc.com',
    'sgreen.@abc.com',
    's..green@abc.com',
    '"s green"@abc.com',
    'sgreen@[127.0.0.1]',
    'Sarah <sgreen@abc.com>',
    'grün@abc.com',
    'sgreen@bücher.example',
    'a@b.com,c@d.com',
    'a@192.168.1.1',
    'a@abc.123',
    `${'a'.repeat(65)}@abc.com`,
    `${'a.'.repeat(32)}a@abc.com`,
    `a@${'b'.repeat(64)}.com`,
    `a@abc.${'c'.repeat(64)}`,
    `a@${'b.'.repeat(125)}cccc`,
  ])('may not be %j', (value) => {
    expect(outcomeOf(email, value)).toEqual(['INVALID_FORMAT']);
  });

  it('has at most 320 characters', () => {
    const longest = `${'a'.repeat(312)}@abc.com`;
    expect(outcomeOf(email, longest)).toEqual(['INVALID_FORMAT']);
    expect(outcomeOf(email, `a${longest}`)).toEqual(['INVALID_LENGTH']);
  });

  it.each([
    ['a local part of 64', `${'a'.repeat(64)}@abc.com`],
    ['a label of 63', `a@${'b'.repeat(63)}.com`],
    ['a last label of 63', `a@abc.${'c'.repeat(63)}`],
    ['a domain of 253', `a@${'b.'.repeat(125)}ccc`],
    ['all of them', `${'a'.repeat(64)}@${`${'b'.repeat(63)}.`.repeat(3)}${'c'.repeat(61)}`],
  ])('may have %s', (_, value) => {
    expect(outcomeOf(email, value)).toBe(value);
  });
});

describe('a social id', () => {
  it.each([
    '***-**-6789',
    '123-45-678*',
    '\u2022\u2022\u2022-\u2022\u2022-6789',
    '\u25cf\u25cf\u25cf\u25cf6789',
    '\u2217\u2217\u2217 6789',
    '\u2219\u2219\u22196789',
    'XXX-XX-6789',
    'xxx-xx-6789',
    'XXX XX 6789',
    'XXX.XX.6789',
    'XXX\u2011XX\u20116789',
    'XXX\u00a0XX\u200b6789',
    '###-##-6789',
    'XX#-x#-6789',
    'XXXXXXXXX',
    'xxxxx',
    'XXXXX67AB',
    'X6789',
    'XXX-XX-XX89',
  ])('may not be masked as in %j', (value) => {
    expect(outcomeOf(socialId, value)).toEqual(['INVALID_FORMAT']);
  });

  it.each(['12345', '12-34', '1.2 3', 'X-234', 'X1234567L', 'XAXX010101000', '#12345'])(
    'may be %j',
    (value) => {
      expect(outcomeOf(socialId, value)).toBe(value);
    },
  );
});

describe('a date of birth', () => {
  const schema = dateOfBirth(() => '2026-11-22');

  it.each(['1900-01-01', '1991-06-21', '2024-02-29', '2000-02-29', '2026-11-22'])(
    'may be %s',
    (value) => {
      expect(outcomeOf(schema, value)).toBe(value);
    },
  );

  it.each([
    ['1899-12-31', 'INVALID_VALUE'],
    ['2026-11-23', 'INVALID_VALUE'],
    ['2023-02-29', 'INVALID_FORMAT'],
    ['1900-02-29', 'INVALID_FORMAT'],
    ['2023-04-31', 'INVALID_FORMAT'],
    ['2023-13-01', 'INVALID_FORMAT'],
    ['2023-00-10', 'INVALID_FORMAT'],
    ['2023-01-00', 'INVALID_FORMAT'],
    ['0000-01-01', 'INVALID_VALUE'],
    ['21-06-1991', 'INVALID_FORMAT'],
    ['1991-6-21', 'INVALID_FORMAT'],
    ['1991-06-21T00:00:00Z', 'INVALID_FORMAT'],
    ['19910621', 'INVALID_FORMAT'],
    ['', 'INVALID_FORMAT'],
  ])('may not be %j: %s', (value, code) => {
    expect(outcomeOf(schema, value)).toEqual([code]);
  });
});
