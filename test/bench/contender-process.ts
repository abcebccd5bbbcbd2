/**
 * Runs one bundle as Lambda would: imports it, sends it the first event, then,
 * where asked, many more one after the other. The results go to file
 * descriptor 3, for the contender writes its log to the standard output.
 */
import { readFileSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Answer, ProcessResult, ProcessTask } from './contender-run.ts';

const task = JSON.parse(readFileSync(0, 'utf8')) as ProcessTask;
const { events, warmUp, requests } = task;
const texts = events.map((event) => JSON.stringify(event));
// As Lambda does: each event parsed anew, for middlewares change it, and a context of its own.
const invoke = async (text = ''): Promise<Answer> =>
  handler(JSON.parse(text), {
    getRemainingTimeInMillis: () => 15_000,
    awsRequestId: 'bench',
    functionName: 'bench',
    memoryLimitInMB: '1769',
  });
const sample = async (turn: number) => {
  const { statusCode } = await invoke(texts[turn % texts.length]);
  if (statusCode !== 200) throw new Error(`Answered ${statusCode} to the sample update.`);
};

const cpuAtStart = process.cpuUsage();
const startedAt = performance.now();
const { handler } = await import(pathToFileURL(task.file).href);
const importedAt = performance.now();
const answers: Answer[] = [await invoke(texts[0])];
const answeredAt = performance.now();
const coldCpu = process.cpuUsage(cpuAtStart);
const result: ProcessResult = {
  importMs: importedAt - startedAt,
  firstMs: answeredAt - importedAt,
  coldCpuMs: (coldCpu.user + coldCpu.system) / 1000,
  rssMiB: process.memoryUsage.rss() / 2 ** 20,
  answers,
};

for (const text of texts.slice(1)) answers.push(await invoke(text));

for (let i = 0; i < warmUp; i++) await sample(i);
if (requests > 0) {
  const times = new Float64Array(requests);
  const before = process.cpuUsage();
  for (let i = 0; i < requests; i++) {
    const start = performance.now();
    await sample(i);
    times[i] = performance.now() - start;
  }
  const { user, system } = process.cpuUsage(before);
  times.sort();
  result.warm = {
    cpuMs: (user + system) / 1000 / requests,
    p50Ms: times[Math.floor(requests * 0.5)] ?? 0,
    p99Ms: times[Math.floor(requests * 0.99)] ?? 0,
    rssMiB: process.memoryUsage.rss() / 2 ** 20,
  };
}

writeSync(3, JSON.stringify(result));
process.exit(0);
