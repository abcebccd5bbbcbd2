import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const COLUMNS = 4;

const rows = readFileSync('SECURITY.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:who|---) /.test(line))
  .map((line) => line.slice(1, -1).split('|'));

/** `[name](file): words of the title`, one or more, by semicolons. */
const tests = rows.flatMap(([, attack = '', , shownBy = '']) =>
  shownBy.split(';').map((one) => {
    const [, file, title] = /^ \[[^\]]+\]\(([^)]+)\): (.+?) ?$/.exec(one) ?? [];
    return [attack.trim(), file, title] as const;
  }),
);

describe('the threat model', () => {
  it('has rows of four columns', () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((row) => row.length !== COLUMNS)).toEqual([]);
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
