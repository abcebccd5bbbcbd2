import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import type { Synthesized } from '../../infra/synth.ts';
import { bundleFunction } from '../../local/lambda/bundle-function.ts';

it('bundles for a reload, byte for byte, what a deploy uploads', async () => {
  const build = await bundleFunction({} as Synthesized);
  const reloaded = readFileSync(join(build.stack.functionAssetDir, 'index.mjs'));
  const deployed = readFileSync(join(inject('functionAssetDir'), 'index.mjs'));
  expect(reloaded.equals(deployed)).toBe(true);
  await build.stop();
});
