import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { build } from 'esbuild';

export interface ProcessTask {
  file: string;
  /** Sent once; a warm process gets them in turn. */
  events: readonly APIGatewayProxyEventV2[];
  /** Requests before and during the measuring of a warm process. */
  warmUp: number;
  requests: number;
}

export interface Answer {
  statusCode: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface ProcessResult {
  importMs: number;
  firstMs: number;
  /** CPU of both together. */
  coldCpuMs: number;
  /** After the first answer. */
  rssMiB: number;
  answers: Answer[];
  warm?: { cpuMs: number; p50Ms: number; p99Ms: number; rssMiB: number };
}

export type Run = (task: ProcessTask) => Promise<ProcessResult>;

/** Prepares to run bundles, each in a fresh process with the environment of a Lambda function. */
export async function createRun(outdir: string, env: Record<string, string>): Promise<Run> {
  // Bundled, for Node.js would load its TypeScript stripper into the process that is measured.
  const runner = join(outdir, 'contender-process.mjs');
  const entry = fileURLToPath(new URL('./contender-process.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile: runner, format: 'esm', target: 'node24' });
  const home = join(outdir, 'home');
  mkdirSync(home, { recursive: true });
  const lambda = { HOME: home, PATH: process.env.PATH ?? '', AWS_LAMBDA_FUNCTION_NAME: 'bench' };
  const nowhere = openSync(devNull, 'w');

  return async (task) => {
    const child = spawn(process.execPath, [runner], {
      env: { ...lambda, ...env },
      stdio: ['pipe', nowhere, 'pipe', 'pipe'],
    });
    child.stdin?.end(JSON.stringify(task));
    const [, , errors, results] = child.stdio;
    const outputs = [errors, results].map((stream) => text(stream as NodeJS.ReadableStream));
    const [[code], stderr, result] = await Promise.all([once(child, 'close'), ...outputs]);
    if (code !== 0 || !result) {
      // Without the lines of minified code.
      const lines = (stderr ?? '').split('\n').filter((line) => line.length < 300);
      throw new Error(`${task.file} ended with ${code}:\n${lines.join('\n')}`);
    }
    return JSON.parse(result) as ProcessResult;
  };
}
