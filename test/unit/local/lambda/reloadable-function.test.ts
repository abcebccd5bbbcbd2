import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, expect, it, vi } from 'vitest';
import type { Synthesized } from '../../../../infra/synth.ts';
import { invoke } from '../../../../local/lambda/lambda-function.ts';
import {
  type ReloadableFunction,
  startReloadableFunction,
} from '../../../../local/lambda/reloadable-function.ts';
import { startFunction } from '../../../../local/lambda/running-function.ts';

const folder = mkdtempSync(join(tmpdir(), 'reloadable-'));
const onLog = vi.fn<(text: string) => void>();
let running: ReloadableFunction | undefined;

afterEach(async () => {
  await running?.stop();
  onLog.mockClear();
  rmSync(folder, { recursive: true, force: true });
});

function toBuild(hash: string, source: string) {
  const functionAssetDir = join(folder, hash, `asset.${hash}`);
  mkdirSync(functionAssetDir, { recursive: true });
  writeFileSync(join(functionAssetDir, 'index.mjs'), source);
  return { stack: { functionAssetDir } as Synthesized, stop: vi.fn(async () => {}) };
}

/** Starts the function of one source, to be reloaded from another. */
async function start(source: string, later = toBuild('later', source)) {
  const launch = (assetDir: string) =>
    startFunction<APIGatewayProxyEventV2>({
      assetDir,
      environment: { WHO: 'the function' },
      onLog,
    });
  const first = toBuild('first', source);
  running = await startReloadableFunction(first, {
    build: async () => later,
    assetDirOf: ({ stack }) => stack.functionAssetDir,
    launch,
  });
  return { ...running, first, later };
}

const call = (event: object = {}) =>
  invoke(
    {
      handler: (...args) => (running as ReloadableFunction).handler(...args),
      timeoutSeconds: 5,
      memoryMb: 512,
    },
    event as APIGatewayProxyEventV2,
  );

const NAMED = (name: string) =>
  `import { existsSync } from 'node:fs';
  import { setTimeout } from 'node:timers/promises';
  export const handler = async ({ until }) => {
    while (until && !existsSync(until)) await setTimeout(5);
    return '${name}';
  };`;

it('calls the function with an event and a context, in an environment of its own', async () => {
  await start(`export const handler = async (event, context) =>
    [event.a, process.env.WHO, context.getRemainingTimeInMillis() > 4000, context.memoryLimitInMB];`);
  expect(await call({ a: 1 })).toEqual([1, 'the function', true, '512']);
  expect(process.env.WHO).toBeUndefined();
});

it('reports the function’s output before its response', async () => {
  await start(`import { Console } from 'node:console';
    const log = new Console({ stdout: process.stdout, stderr: process.stderr });
    export const handler = async () => { log.info('done'); console.error('odd'); };`);
  expect(await call()).toBeNull();
  expect(onLog.mock.calls.flat()).toEqual(['done\n', 'odd\n']);
});

it('throws what the function throws', async () => {
  await start(`export const handler = async () => { throw new TypeError('odd'); };`);
  await expect(call()).rejects.toThrow(new TypeError('odd'));
});

it('throws if the function ends unexpectedly', async () => {
  await start('export const handler = () => process.exit();');
  await expect(call()).rejects.toThrow('The function ended unexpectedly.');
  await expect(call()).rejects.toThrow('The function ended unexpectedly.');
});

it('puts a changed function in the place of the former, whose calls still get their answers', async () => {
  const { reload, first, later } = await start(NAMED('first'), toBuild('later', NAMED('later')));
  const until = join(folder, 'answer');
  const underWay = call({ until });
  expect(await reload()).toBe(true);
  expect(await call()).toBe('later');
  expect(first.stop).not.toHaveBeenCalled();
  writeFileSync(until, '');
  expect(await underWay).toBe('first');
  await vi.waitFor(() => expect(first.stop).toHaveBeenCalledOnce());
  expect(later.stop).not.toHaveBeenCalled();
});

it('keeps a function whose bundle is the same', async () => {
  const { reload, later } = await start(NAMED('first'), toBuild('first', NAMED('first')));
  expect(await reload()).toBe(false);
  expect(later.stop).toHaveBeenCalledOnce();
  expect(await call()).toBe('first');
});

it('keeps the former where the changed one does not start', async () => {
  const { reload, later } = await start(
    NAMED('first'),
    toBuild('later', `throw new Error('odd');`),
  );
  await expect(reload()).rejects.toThrow('odd');
  expect(later.stop).toHaveBeenCalledOnce();
  expect(await call()).toBe('first');
});
