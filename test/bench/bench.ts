import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openArena } from './arena.ts';
import { toChart } from './chart.ts';
import type { ProcessResult } from './contender-run.ts';
import { writeSection } from './document.ts';
import { type Figures, toFigures } from './figures.ts';
import { toGoalTable, toPackageTable, toShortTable, toTable } from './report.ts';

const DOCS = new URL('../../docs/', import.meta.url);

const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;
const rounds = quick
  ? { cold: 7, warm: 3, warmUp: 1200, requests: 500 }
  : { cold: 25, warm: 5, warmUp: 2000, requests: 2000 };

const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
const tell = (text: string) => process.stderr.write(`${text}\n`);

tell('Bundling, and checking that all do the same work …');
const { bundles, run, sent, stub, world } = await openArena(outdir);

const results = new Map(bundles.map(({ name }) => [name, { cold: [], warm: [] } as Runs]));
interface Runs {
  cold: ProcessResult[];
  warm: ProcessResult[];
}

// Round by round, so that whatever else the machine does meets all contenders alike.
await runRounds('cold', rounds.cold, { warmUp: 0, requests: 0 });
await runRounds('warm', rounds.warm, rounds);
stub.stop();

const figures = bundles.map((bundle): Figures => {
  const { cold, warm } = results.get(bundle.name) as Runs;
  return toFigures(bundle, cold, warm);
});
const tables = [toGoalTable(figures, sent.calls), toTable(figures)].join('\n\n');
console.log(`\n${tables}\n\n${toPackageTable(figures[0] as Figures)}\n`);
console.log(`The body of the UpdateItem has ${sent.body?.length} bytes.`);
if (!quick) write();

async function runRounds(
  kind: keyof Runs,
  count: number,
  { warmUp, requests }: { warmUp: number; requests: number },
) {
  // Each cold start with another token, warm ones with all in turn.
  for (let round = 1; round <= count; round++) {
    const events = kind === 'warm' ? world.samples : world.samples.slice(round - 1, round);
    tell(`${kind}, round ${round} of ${count}`);
    for (const { name, file } of bundles) {
      results.get(name)?.[kind].push(await run({ file, events, warmUp, requests }));
    }
  }
}

function write() {
  const [cpu] = cpus();
  const machine = `Node.js ${process.version}, ${cpus().length} × ${cpu?.model.trim()}`;
  writeFileSync(new URL('benchmark.svg', DOCS), toChart(figures));
  const json = JSON.stringify({ machine, rounds, sent: sent.body?.length, figures }, null, 2);
  writeFileSync(new URL('benchmark.json', DOCS), `${json}\n`);
  writeSection(
    'bench',
    `${tables}\n\nMedians of ${rounds.cold} cold starts and ${rounds.warm} warm processes each; ${machine}.`,
  );
  writeSection('packages', toPackageTable(figures[0] as Figures));
  writeSection('bench', toShortTable(figures), 'README.md');
}
