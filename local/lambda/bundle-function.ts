import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildFailure, build, formatMessages } from 'esbuild';
import type { Synthesized } from '../../infra/synth.ts';
import { SetupError } from '../shared/setup-error.ts';
import type { Build } from './reloadable-function.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles the function's current sources without synthesizing the stack again, which takes
 * seconds; a test compares the result with what a deploy uploads. Throws a SetupError for sources
 * that cannot be bundled.
 */
export async function bundleFunction(stack: Synthesized): Promise<Build> {
  const parent = mkdtempSync(join(tmpdir(), 'customer-function-'));
  const remove = async () => rmSync(parent, { recursive: true, force: true });
  try {
    const bundle = await toBundle();
    const hash = createHash('sha256').update(bundle).digest('hex');
    const functionAssetDir = join(parent, `asset.${hash}`);
    mkdirSync(functionAssetDir);
    writeFileSync(join(functionAssetDir, 'index.mjs'), bundle);
    return { stack: { ...stack, functionAssetDir }, stop: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function toBundle(): Promise<Uint8Array> {
  // Imported on demand, because it loads CDK, which takes a second.
  const { ALIASES, BUNDLING, ON_DEMAND } = await import('../../infra/function/bundling.ts');
  const { minify = false, mainFields = [] } = BUNDLING;
  const bundling = build({
    ...{ absWorkingDir: ROOT, entryPoints: ['lambda/handler.ts'], bundle: true, write: false },
    ...{ target: 'node24', platform: 'node', format: 'esm', logLevel: 'silent' },
    ...{ minify, mainFields: [...mainFields], alias: { ...ALIASES } },
    external: [...ON_DEMAND],
  });
  const { outputFiles } = await bundling.catch(async (failure: BuildFailure) => {
    const errors = await formatMessages(failure.errors, { kind: 'error' });
    throw new SetupError(`The function cannot be bundled.\n\n${errors.join('\n').trim()}`);
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
