// npm run test:mutation [-- <room or file> …]: changes lambda/ one spot at a time and
// shows which changes no test notices. CONTRIBUTING.md says how to read it.
import { globSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import { ROOMS, type Room } from './rooms.ts';

const LEAST_SCORE = 90;
const REPORTS = 'reports/mutation';
const DETECTED = ['Killed', 'Timeout'];
const UNDETECTED = ['Survived', 'NoCoverage'];

const wanted = process.argv.slice(2);
const results: Awaited<ReturnType<typeof mutateRoom>> = [];
for (const [name, room] of Object.entries(ROOMS)) {
  const isWanted = wanted.length === 0 || wanted.includes(name);
  const files = globSync(room.mutate).filter((file) => wanted.includes(file));
  const mutate = isWanted ? room.mutate : files;
  if (mutate.length > 0) results.push(...(await mutateRoom(name, { ...room, mutate })));
}

const count = (statuses: string[]) =>
  results.filter(({ status }) => statuses.includes(status)).length;
const score = (100 * count(DETECTED)) / count([...DETECTED, ...UNDETECTED]);
console.log(
  `${results.length} mutants, ${count(UNDETECTED)} of them unnoticed: ${score.toFixed(1)} %`,
);
process.exit(score >= LEAST_SCORE ? 0 : 1);

function mutateRoom(name: string, { mutate, pool = 'threads' }: Room) {
  // For test/mutation/vitest.config.ts.
  process.env.MUTATION_ROOM = name;
  return new Stryker({
    mutate,
    testRunner: 'vitest',
    vitest: { configFile: 'test/mutation/vitest.config.ts', pool },
    // Each runner is a process with one Vitest thread.
    concurrency: Number(process.env.MUTATION_WORKERS ?? 1),
    // Generous: a hit limit stops endless loops, and a busy machine must not look like one.
    timeoutMS: 20_000,
    // Disabled: TypeScript 7 has no JavaScript API to rewrite it, and nothing reads it.
    tsconfigFile: 'none.json',
    tempDirName: `${REPORTS}/sandbox`,
    ignorePatterns: ['/.ci', '/.github', '/cdk.out', '/reports'],
    reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only', 'clear-text', 'html'],
    htmlReporter: { fileName: `${REPORTS}/${name}.html` },
    clearTextReporter: { logTests: false, reportTests: false },
    incremental: true,
    incrementalFile: `${REPORTS}/${name}.json`,
    thresholds: { high: 95, low: LEAST_SCORE, break: null },
  }).runMutationTest();
}
