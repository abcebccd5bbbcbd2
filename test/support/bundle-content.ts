import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { ALIASES, ON_DEMAND } from '../../infra/function/bundling.ts';

type Output = Metafile['outputs'][string];

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** How esbuild is called for the deployed bundle, its two exceptions apart (infra/function/bundling.ts). */
export const BUNDLED_AS_DEPLOYED = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
} as const satisfies BuildOptions;

/**
 * The content of the bundle that a deploy uploads. CDK keeps no list of it, so this builds it once
 * more; throws if the sizes differ.
 */
export async function contentOfBundle(assetDir: string): Promise<Output> {
  const { metafile } = await build({
    ...BUNDLED_AS_DEPLOYED,
    alias: ALIASES,
    external: [...ON_DEMAND],
    absWorkingDir: ROOT,
    entryPoints: ['lambda/handler.ts'],
    outfile: 'index.mjs',
    metafile: true,
    write: false,
  });
  const output = metafile.outputs['index.mjs'] as Output;
  const deployed = statSync(join(assetDir, 'index.mjs')).size;
  if (output.bytes !== deployed) {
    throw new Error(`CDK bundles otherwise: ${deployed} bytes, not ${output.bytes}.`);
  }
  return output;
}

/** The files with code in a bundle, and their bytes in it. */
export function sourcesOf({ inputs }: Output): [path: string, bytes: number][] {
  return Object.entries(inputs)
    .map(([path, { bytesInOutput }]): [string, number] => [
      path.replaceAll('\\', '/'),
      bytesInOutput,
    ])
    .filter(([, bytes]) => bytes > 0);
}

/** Bytes in a bundle by npm package, most first; this project's is under "own code". */
export function packagesOf(output: Output): Record<string, number> {
  const packages = new Map<string, number>();
  for (const [path, bytes] of sourcesOf(output)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'own code';
    packages.set(name, (packages.get(name) ?? 0) + bytes);
  }
  return Object.fromEntries([...packages].sort(([, a], [, b]) => b - a));
}
