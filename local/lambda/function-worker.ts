/** Runs the function of the bundle in workerData, in its own thread and environment. */
import { parentPort, workerData } from 'node:worker_threads';
import { createContext, type Handler } from './lambda-function.ts';
import type { Call, WorkerMessage } from './running-function.ts';

const post = (message: WorkerMessage) => parentPort?.postMessage(message);

// Output goes the same way as responses, so that a request's log arrives before its response.
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
    // Lambda serialises the result as JSON, so values that JSON cannot represent are lost.
    post({ id, json: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    post({ id, error: error instanceof Error ? error : new Error(String(error)) });
  }
});
post({ ready: true });
