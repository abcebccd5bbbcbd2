import { describe, expect, it } from 'vitest';
import { countCodePoints, oneOf, text, verbatimText } from '../../../lambda/body/text.ts';
import { outcomeOf } from '../../support/violations.ts';

const COMPOSED = '\u00e9';
const DECOMPOSED = 'e\u0301';

describe('a string', () => {
  const name = text({ min: 1, max: 5 });

  it.each([
    ['is trimmed', '  Sarah\t', 'Sarah'],
    ['is trimmed of Unicode blanks', '\u00a0\u3000Sarah\u2028', 'Sarah'],
    ['keeps blanks inside', 'A  B', 'A  B'],
    ['is NFC-normalised', DECOMPOSED, COMPOSED],
    ['is measured after trimming', '   Sarah   ', 'Sarah'],
    ['is measured after normalising', DECOMPOSED.repeat(5), COMPOSED.repeat(5)],
    ['counts code points, not UTF-16 units', '😀😀😀😀😀', '😀😀😀😀😀'],
    ['counts the code points of one grapheme', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['may have format characters', 'a\u200db', 'a\u200db'],
  ])('%s', (_, value, expected) => {
    expect(outcomeOf(name, value)).toBe(expected);
  });

  it.each([
    ['an empty string', '', 'INVALID_LENGTH'],
    ['a blank string', ' \t\u00a0 ', 'INVALID_LENGTH'],
    ['a longer string', 'Sarahs', 'INVALID_LENGTH'],
    ['more code points', '😀😀😀😀😀😀', 'INVALID_LENGTH'],
    ['U+0000', 'a\u0000b', 'INVALID_FORMAT'],
    ['a line break inside', 'a\nb', 'INVALID_FORMAT'],
    ['DELETE', 'a\u007fb', 'INVALID_FORMAT'],
    ['a C1 control character', 'a\u0085b', 'INVALID_FORMAT'],
    ['a control character at an end that trimming leaves', '\u001bab', 'INVALID_FORMAT'],
    ['a lone high surrogate', 'a\ud83d', 'INVALID_FORMAT'],
    ['a lone low surrogate', '\ude00a', 'INVALID_FORMAT'],
    ['surrogates in the wrong order', '\ude00\ud83d', 'INVALID_FORMAT'],
    ['a number', 5, 'INVALID_TYPE'],
    ['a boolean', true, 'INVALID_TYPE'],
    ['an array', ['Sarah'], 'INVALID_TYPE'],
    ['an object', {}, 'INVALID_TYPE'],
  ])('refuses %s', (_, value, code) => {
    expect(outcomeOf(name, value)).toEqual([code]);
  });

  it('may be empty or blank where there is no minimum', () => {
    expect(outcomeOf(text({ max: 5 }), '')).toBe('');
    expect(outcomeOf(text({ max: 5 }), '   ')).toBe('');
  });
});

describe('what shows nothing', () => {
  const characters = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((c) => /[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]/u.test(c));
  const invisible = characters.filter((c) => !/[\p{Cc}\p{White_Space}]/u.test(c));
  const name = text({ min: 1, max: 5 });

  it('is no name, alone or doubled', () => {
    const named = characters.filter((c) =>
      [c, ` ${c} ${c}`].some((value) => typeof outcomeOf(name, value) === 'string'),
    );
    expect(named).toEqual([]);
    expect(characters.length).toBeGreaterThan(4_000);
  });

  it.each(['\u200b', '\u3164', '\u00ad', '\u2800', '\ufe0f', '\u{e0061}', '\u180e', '\u034f'])(
    '%j has too few characters, as the empty string has',
    (value) => {
      expect(outcomeOf(name, value)).toEqual(['INVALID_LENGTH']);
    },
  );

  it('is kept inside a name', () => {
    expect(invisible.filter((c) => outcomeOf(name, `a${c}b`) !== `a${c}b`)).toEqual([]);
    expect(outcomeOf(name, '\u0646\u200c\u0647')).toBe('\u0646\u200c\u0647');
    expect(outcomeOf(name, '\u845b\u{e0100}')).toBe('\u845b\u{e0100}');
  });

  it('may stand where there is no minimum', () => {
    expect(outcomeOf(text({ max: 5 }), '\u200b')).toBe('\u200b');
  });
});

describe('a CJK compatibility ideograph', () => {
  const name = text({ min: 1, max: 5 });
  const ideographs = [
    ...Array.from({ length: 0x200 }, (_, index) => 0xf900 + index),
    ...Array.from({ length: 0x220 }, (_, index) => 0x2f800 + index),
  ].map((code) => String.fromCodePoint(code));

  it('keeps its form, alone and among others', () => {
    const changed = ideographs.filter((c) =>
      [c, `${c}${c}`, `\u5c71${c}\u00e9`].some((value) => outcomeOf(name, value) !== value),
    );
    expect(changed).toEqual([]);
  });

  it('leaves what is around it to be normalised', () => {
    expect(outcomeOf(name, `${DECOMPOSED}\ufa19${DECOMPOSED}`)).toBe(
      `${COMPOSED}\ufa19${COMPOSED}`,
    );
    expect(outcomeOf(name, '\u212b\ufa19\u2126')).toBe('\u00c5\ufa19\u03a9');
  });
});

describe('a verbatim string', () => {
  const answer = verbatimText(5);

  it.each([
    ['neither trimmed', '  a ', '  a '],
    ['nor normalised', DECOMPOSED, DECOMPOSED],
    ['nor searched for control characters', 'a\nb\u0085', 'a\nb\u0085'],
    ['and may be empty', '', ''],
    ['counted in code points', '😀😀😀😀😀', '😀😀😀😀😀'],
  ])('is %s', (_, value, expected) => {
    expect(outcomeOf(answer, value)).toBe(expected);
  });

  it.each([
    ['U+0000', 'a\u0000', 'INVALID_FORMAT'],
    ['a lone surrogate', '\ud83d', 'INVALID_FORMAT'],
    ['a longer string, blanks included', 'abcd  ', 'INVALID_LENGTH'],
    ['a number', 5, 'INVALID_TYPE'],
  ])('refuses %s', (_, value, code) => {
    expect(outcomeOf(answer, value)).toEqual([code]);
  });
});

describe('a string of a fixed list', () => {
  const type = oneOf(['WORK', 'HOME']);

  it('is taken trimmed', () => {
    expect(outcomeOf(type, ' WORK ')).toBe('WORK');
  });

  it.each(['work', 'FAX', '', 'WORK,HOME'])('refuses %j', (value) => {
    expect(outcomeOf(type, value)).toEqual(['INVALID_VALUE']);
  });

  it.each([[5], [true], [['WORK']]])('refuses the type of %j', (value) => {
    expect(outcomeOf(type, value)).toEqual(['INVALID_TYPE']);
  });
});

it('counts a surrogate pair as one code point', () => {
  expect(countCodePoints('a😀b')).toBe(3);
});
