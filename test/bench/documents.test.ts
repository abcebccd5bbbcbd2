import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import benchmark from '../../docs/benchmark.json' with { type: 'json' };
import { toChart } from './chart.ts';
import type { Figures } from './figures.ts';
import { toGoalTable, toPackageTable, toShortTable, toTable } from './report.ts';

// Of contenders that differ in their packages, TypeScript makes types that differ.
const figures = benchmark.figures as unknown as Figures[];
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the figures of the last benchmark', () => {
  it('are those in the README', () => {
    expect(read('README.md')).toContain(toShortTable(figures));
  });

  it('are those of docs/performance.md', () => {
    const page = read('docs/performance.md');
    expect(page).toContain(toTable(figures));
    expect(page).toContain(toGoalTable(figures, 1));
    expect(page).toContain(toPackageTable(figures[0] as Figures));
    expect(page).toContain(`${benchmark.machine}.`);
  });

  it('are those of the chart', () => {
    expect(read('docs/benchmark.svg')).toBe(toChart(figures));
  });
});

describe('a goal', () => {
  const one = { packages: {}, import: 1, first: 1, coldMemory: 1, p50: 1, p99: 1, warmMemory: 1 };
  const all: Figures[] = [
    { ...one, name: 'ours', title: 'ours', bytes: 340 * 1024, cold: 30, cpu: 2 },
    { ...one, name: 'floor', title: 'floor', bytes: 1024, cold: 10, cpu: 1 },
    { ...one, name: 'naive', title: 'naive', bytes: 1024, cold: 60, cpu: 2.4 },
    { ...one, name: 'lean', title: 'lean', bytes: 1024, cold: 40, cpu: 1.6 },
  ];

  it('is a ratio of medians, and says where it is missed', () => {
    const rows = toGoalTable(all, 2)
      .split('\n')
      .slice(2)
      .map((row) =>
        row
          .split('|')
          .map((cell) => cell.trim())
          .slice(1, 5),
      );
    expect(rows).toEqual([
      ['cold init / naive', '0.55', '0.50', 'yes'],
      ['cold init / floor', '2.4', '3', 'no'],
      ['warm CPU / naive', '0.8', '0.83', 'no'],
      ['warm CPU / floor', '2.2', '2', 'yes'],
      ['cold init / lean', '1', '0.75', 'yes'],
      ['warm CPU / lean', '1', '1.25', 'no'],
      ['bundle, KiB', '330', '340', 'no'],
      ['DynamoDB calls', '1', '2', 'no'],
    ]);
  });
});
