import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const document = readFileSync('SECURITY.md', 'utf8');

/** The cells of the rows below a heading that begin with a number. */
function rowsBelow(heading: string): string[][] {
  const [section = ''] = document.slice(document.indexOf(`\n## ${heading}\n`) + 1).split('\n## ');
  const rows = section.split('\n').filter((line) => /^\| \d+ \|/.test(line));
  return rows.map((line) => line.slice(2, -2).split(' | '));
}

const threats = rowsBelow('Threat model');
const shown = rowsBelow('Which test shows what');

/** `[name](file): words of the title`, one or more, by semicolons. */
const tests = shown.flatMap(([number = '', shownBy = '']) =>
  shownBy.split('; ').map((one) => {
    const [, file, title] = /^\[[^\]]+\]\(([^)]+)\): (.+)$/.exec(one) ?? [];
    return [threats[Number(number) - 1]?.[2] ?? '', file, title] as const;
  }),
);

describe('the threat model', () => {
  it('numbers its threats, and has an attacker, an attack and an answer for each', () => {
    expect(threats.length).toBeGreaterThan(20);
    expect(threats.map(([number]) => Number(number))).toEqual(threats.map((_, index) => index + 1));
    expect(threats.filter((row) => row.length !== 4)).toEqual([]);
  });

  it('has tests for every threat', () => {
    expect(shown.map(([number]) => number)).toEqual(threats.map(([number]) => number));
    expect(shown.filter((row) => row.length !== 2)).toEqual([]);
  });

  it.each(tests)('shows what stops "%s" by %s: %s', (_attack, file = '', title = '') => {
    // What Vitest runs; there a test or a suite with an empty body fails, and so does one without an assertion.
    expect(file).toMatch(/^test\/.+\.test\.ts$/);
    expect(existsSync(file)).toBe(true);
    expect(title).not.toBe('');
    const found = titles(readFileSync(file, 'utf8')).filter((one) => one.includes(title));
    expect(found).not.toEqual([]);
  });
});

/** The titles of `describe` and `it`, those of tables too, whose title follows the table. */
function titles(source: string): string[] {
  const call =
    /^ *(?:describe|it\w*)(?:\.concurrent)?(?:\.(?:each|for)\b[\s\S]*?\))?\(\s*(['"])(.+?)(?<!\\)\1/gm;
  return [...source.matchAll(call)].map(([, , title = '']) => title);
}
