import { type Figures, type Goal, toGoals } from './figures.ts';

const times = (value: number, base: number) => `${(value / base).toFixed(2)} ×`;
const ms = (value: number) => value.toFixed(1);

/** The contenders side by side, as a table in Markdown; ratios are to ours, the first. */
export function toTable(all: readonly Figures[]): string {
  const [ours] = all as [Figures];
  const rows = all.map((one) => [
    one.title,
    `${ms(one.cold)} ms`,
    times(one.cold, ours.cold),
    `${ms(one.import)} + ${ms(one.first)}`,
    `${one.cpu.toFixed(2)} ms`,
    times(one.cpu, ours.cpu),
    `${one.p50.toFixed(2)} / ${one.p99.toFixed(2)} ms`,
    `${Math.round(one.coldMemory)} / ${Math.round(one.warmMemory)} MiB`,
    `${Math.round(one.bytes / 1024)} KiB`,
  ]);
  return toMarkdown(
    [
      ...['contender', 'cold init', 'to ours', 'import + first', 'CPU a request', 'to ours'],
      ...['p50 / p99', 'memory cold / warm', 'bundle'],
    ],
    rows,
  );
}

/** This function, the least that the platform allows, and the same stack as first pages show it. */
const IN_README = 3;

/** What a reader of the README wants to know of the first of them: the start, the CPU, the size, and ratios to ours. */
export function toShortTable(all: readonly Figures[]): string {
  const [ours] = all as [Figures];
  const rows = all
    .slice(0, IN_README)
    .map((one) => [
      one.title,
      `${ms(one.cold)} ms`,
      times(one.cold, ours.cold),
      `${one.cpu.toFixed(2)} ms`,
      times(one.cpu, ours.cpu),
      `${Math.round(one.bytes / 1024)} KiB`,
    ]);
  return toMarkdown(
    ['contender', 'cold init', 'to ours', 'CPU a request', 'to ours', 'bundle'],
    rows,
  );
}

/** The goals and what they are in this run. */
export function toGoalTable(all: readonly Figures[], calls: number): string {
  const rows = toGoals(all, calls).map(({ figure, atMost, value }: Goal) => [
    figure,
    String(atMost),
    Number.isInteger(value) || value > 10 ? value.toFixed(0) : value.toFixed(2),
    value <= atMost ? 'yes' : 'no',
  ]);
  return toMarkdown(['figure', 'at most', 'measured', 'reached'], rows);
}

/** What a bundle consists of, the largest first. */
export function toPackageTable({ packages, bytes }: Figures): string {
  const rows = Object.entries(packages).map(([name, size]) => [
    name,
    (size / 1024).toFixed(1),
    `${((100 * size) / bytes).toFixed(1)} %`,
  ]);
  return toMarkdown(['package', 'KiB', 'share'], rows);
}

/** A Markdown table whose columns also line up as plain text; all but the first are aligned right. */
export function toMarkdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const toLine = (cells: readonly string[]) => {
    const padded = cells.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [toLine(head), `| ${rule.join(' | ')} |`, ...rows.map(toLine)].join('\n');
}
