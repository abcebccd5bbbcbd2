import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Handler } from './lambda-function.ts';

/** Asks the thread to handle an event. */
export interface Call {
  id: number;
  event: unknown;
  remainingMs: number;
  memoryMb: number;
}

/** A message from the thread. */
export type WorkerMessage =
  | { ready: true }
  | { log: string }
  | { id: number; json: string }
  | { id: number; error: Error };

export interface RunningFunction<Event> {
  handler: Handler<Event>;
  /** Ends it when the running calls have finished or the time is up. */
  stop(graceMs: number): Promise<void>;
}

interface FunctionOptions {
  /** The folder of the bundle that a deploy uploads. */
  assetDir: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Called with the function's output, in whole lines, before the response is sent. */
  onLog: (text: string) => void;
}

const WORKER = new URL('./function-worker.ts', import.meta.url);

/**
 * Starts the function in its own thread. Like Lambda's process, the thread has its own environment,
 * output and module state, so that another function can replace it. Throws what the function throws
 * while it is loaded.
 */
export async function startFunction<Event>(
  options: FunctionOptions,
): Promise<RunningFunction<Event>> {
  const { assetDir, environment, onLog } = options;
  const worker = new Worker(WORKER, {
    env: environment,
    execArgv: [],
    workerData: { bundle: pathToFileURL(join(assetDir, 'index.mjs')).href },
  });
  const started = Promise.withResolvers<void>();
  const calls = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  let end: Error | undefined;

  worker.on('message', (message: WorkerMessage) => {
    if ('log' in message) return onLog(message.log);
    if ('ready' in message) return started.resolve();
    const call = calls.get(message.id);
    if ('json' in message) call?.resolve(JSON.parse(message.json));
    else call?.reject(message.error);
  });
  worker.once('error', (error) => {
    end = error as Error;
  });
  worker.once('exit', () => {
    end ??= new Error('The function ended unexpectedly.');
    started.reject(end);
    for (const call of calls.values()) call.reject(end);
  });
  await started.promise;

  return {
    handler: async (event, context) => {
      if (end) throw end;
      const id = ++lastId;
      const call = Promise.withResolvers<unknown>();
      calls.set(id, call);
      const remainingMs = context.getRemainingTimeInMillis();
      const memoryMb = Number(context.memoryLimitInMB);
      worker.postMessage({ id, event, remainingMs, memoryMb } satisfies Call);
      return call.promise.finally(() => calls.delete(id));
    },
    stop: async (graceMs) => {
      const answers = Promise.allSettled([...calls.values()].map(({ promise }) => promise));
      await Promise.race([answers, setTimeout(graceMs, undefined, { ref: false })]);
      await worker.terminate();
    },
  };
}
