/** Runs the function of the bundle that workerData names, in a thread and an environment of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { createContext, type Handler } from './lambda-function.ts';
import type { Call, WorkerMessage } from './running-function.ts';

const post = (message: WorkerMessage) => parentPort?.postMessage(message);

// What the function writes takes the way its answers take: a request's log is there before its answer.
const toLog: typeof process.stdout.write = (chunk, ...rest: unknown[]) => {
  post({ log: String(chunk) });
  const done = rest.at(-1);
  if (typeof done === 'function') done();
  return true;
};
process.stdout.write = toLog;
process.stderr.write = toLog;

const { handler } = (await import(workerData.bundle)) as { handler: Handler<unknown> };

parentPort?.on('message', async ({ id, event, remainingMs, memoryMb }: Call) => {
  try {
    const result = await handler(event, createContext(remainingMs, memoryMb));
    // Lambda hands the result on as JSON: what JSON cannot hold never arrives.
    post({ id, json: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    post({ id, error: error instanceof Error ? error : new Error(String(error)) });
  }
});
post({ ready: true });
