import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const LENGTH = 30_000;
// Linear work on such a text takes less than 1 ms, quadratic work 300 ms and more.
const BOUND_MS = 100;

/** Regular expression literals of a source text; the look-behind keeps divisions and paths out. */
const LITERAL =
  /(?<=[=(,:?&|!>]\s*|return |^\s*)\/(?![/*])((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?=[.,;)\s])/gm;

const expressions = globSync('lambda/**/*.ts').flatMap((file) =>
  [...withoutComments(readFileSync(file, 'utf8')).matchAll(LITERAL)].map(
    ([literal, source = '', flags = '']) =>
      [file.replaceAll('\\', '/'), literal, new RegExp(source, flags)] as const,
  ),
);

const PREFIXES = [
  ...['', 'a', '"', 'W/"', 'a"', 'a@', '+', '+1', '+1(', '127', '1900-', '\n    at '],
  ...['bearer', 'bearer ', 'application/', 'application/a+json', 'charset', 'charset='],
  ...['p', 'p.o', 'pobox', 'post', 'post office', 'pobox n', 'g', 'cpo', 'g.p.o. box no. k'],
];
const PUMPS = [
  ...['a', 'A', '0', '.', '-', ' ', '\t', '"', '\\', ';', '=', '+', '(', ')', '/', '@', '#', ','],
  ...[
    '\\"',
    '"\\',
    '""',
    'a.',
    'a@',
    'a-',
    '-a',
    '.1',
    ' (',
    '(0',
    'p.',
    'o ',
    'pobox ',
    'g ',
    'o b',
    'W/"',
  ],
  ...['\u0000', 'é', '\n', ' \n', '\u2028', '–'],
];
const SUFFIXES = ['', '!', 'x\u2028y'];

const hostile = PREFIXES.flatMap((prefix) =>
  PUMPS.flatMap((pump) =>
    SUFFIXES.map((suffix) => prefix + pump.repeat(LENGTH / pump.length) + suffix),
  ),
);

describe('regular expressions of the function', () => {
  it('are found by this test', () => {
    const files = new Set(expressions.map(([file]) => file));
    expect(expressions.length).toBeGreaterThanOrEqual(20);
    for (const name of ['request-headers', 'fields', 'phone-number', 'authenticate']) {
      expect([...files].some((file) => file.endsWith(`/${name}.ts`))).toBe(true);
    }
  });

  it.each(expressions)('%s: %s takes linear time, whatever the text', (_file, _literal, regExp) => {
    const slow = hostile.find((text) => fastest(regExp, text) > BOUND_MS);
    expect(slow?.slice(0, 30)).toBeUndefined();
  });
});

/** Milliseconds; a run that was delayed gets another chance. */
function fastest(regExp: RegExp, text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && best > BOUND_MS; run++) {
    const started = performance.now();
    if (regExp.global) text.replace(regExp, '');
    else regExp.test(text);
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

function withoutComments(source: string): string {
  return source.replace(/^\s*(?:\/\/.*|\/?\*.*)$/gm, '');
}
