import { statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ALIASES } from '../../../infra/bundling.ts';

/**
 * The sources of which the bundle that a deploy uploads has any code. CDK's
 * bundle has no list of them, so it is built once more; throws where that one is
 * not of the same size.
 */
export async function sourcesOfBundle(assetDir: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: ['lambda/handler.ts'],
    outfile: 'index.mjs',
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    alias: ALIASES,
    metafile: true,
    write: false,
  });
  const { bytes, inputs } = metafile.outputs['index.mjs'] ?? { bytes: 0, inputs: {} };
  const deployed = statSync(join(assetDir, 'index.mjs')).size;
  if (bytes !== deployed)
    throw new Error(`CDK bundles otherwise: ${deployed} bytes, not ${bytes}.`);
  return Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path.replaceAll('\\', '/'));
}
