import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openArena } from './arena.ts';

it('all contenders of the benchmark do the same work, with one call of DynamoDB', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'contenders-'));
  onTestFinished(() => rmSync(outdir, { recursive: true }));

  const { bundles, sent, stub } = await openArena(outdir);
  stub.stop();

  expect(sent.calls).toBe(1);
  expect(bundles.map(({ name }) => name)).toEqual([
    ...['ours', 'floor', 'naive', 'lean', 'powertools', 'hono', 'fastify', 'express'],
  ]);
}, 120_000);
