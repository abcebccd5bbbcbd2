import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { ALIASES } from '../../infra/bundling.ts';
import { synthesize } from '../../infra/synth.ts';

export interface Contender {
  name: string;
  title: string;
}

export interface Bundle extends Contender {
  file: string;
  bytes: number;
  /** Bytes by npm package, most first; what is ours is under "own code". */
  packages: Record<string, number>;
}

export const OURS = 'ours';
export const FLOOR = 'floor';
export const NAIVE = 'naive';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const LAMBDA = { bundle: true, platform: 'node', target: 'node24', metafile: true } as const;

/** How this project bundles, which is given to every contender but the naive one. */
const TUNED: BuildOptions = {
  ...LAMBDA,
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
};

/** What CDK's NodejsFunction does unless told otherwise; with the SDK in the bundle, for that is faster. */
const CDK_DEFAULTS: BuildOptions = { ...LAMBDA, format: 'cjs' };

/** For packages in CommonJS that require modules of Node.js. */
const WITH_REQUIRE: BuildOptions = {
  ...TUNED,
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
};

const OTHERS: (Contender & { entry: string; options: BuildOptions })[] = [
  { name: FLOOR, title: 'Node.js alone, by hand', entry: 'floor/handler.ts', options: TUNED },
  { name: NAIVE, title: 'same stack, naive', entry: 'naive.ts', options: CDK_DEFAULTS },
  { name: 'powertools', title: 'Powertools + Zod', entry: 'powertools.ts', options: TUNED },
  { name: 'hono', title: 'Hono + Zod', entry: 'hono.ts', options: TUNED },
  { name: 'fastify', title: 'Fastify + Ajv', entry: 'fastify.ts', options: WITH_REQUIRE },
  { name: 'express', title: 'Express + Zod', entry: 'express.ts', options: WITH_REQUIRE },
];

/** Bundles all contenders into a folder; ours is the very bundle that CDK deploys. */
export async function bundleAll(outdir: string): Promise<Bundle[]> {
  const others = OTHERS.map(async ({ name, title, entry, options }) => {
    const entryPoint = fileURLToPath(new URL(`contenders/${entry}`, import.meta.url));
    const extension = options.format === 'esm' ? 'mjs' : 'cjs';
    return toBundle({ name, title }, entryPoint, join(outdir, `${name}.${extension}`), options);
  });
  return [await bundleOurs(outdir), ...(await Promise.all(others))];
}

async function bundleOurs(outdir: string): Promise<Bundle> {
  const entry = fileURLToPath(new URL('../../lambda/handler.ts', import.meta.url));
  const context = { issuer: 'https://issuer.example', audience: 'customers' };
  const cdk = mkdtempSync(join(tmpdir(), 'bench-cdk-'));
  const { functionAssetDir } = synthesize({ outdir: cdk, context });
  const ours = { name: OURS, title: 'this function' };
  const bundle = await toBundle(ours, entry, join(outdir, 'ours.mjs'), {
    ...TUNED,
    alias: ALIASES,
    absWorkingDir: ROOT,
  });
  const file = join(functionAssetDir, 'index.mjs');
  // CDK's bundle has no list of what is in it; that of ours holds as long as they are the same.
  if (statSync(file).size !== bundle.bytes) throw new Error('CDK bundles otherwise.');
  return { ...bundle, file };
}

async function toBundle(
  contender: Contender,
  entryPoint: string,
  outfile: string,
  options: BuildOptions,
): Promise<Bundle> {
  const { metafile } = await build({ ...options, entryPoints: [entryPoint], outfile });
  const [output] = Object.values((metafile as Metafile).outputs);
  const packages = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'own code';
    packages.set(name, (packages.get(name) ?? 0) + bytesInOutput);
  }
  const listed = [...packages].filter(([, bytes]) => bytes > 0).sort(([, a], [, b]) => b - a);
  return {
    ...contender,
    file: outfile,
    bytes: output?.bytes ?? 0,
    packages: Object.fromEntries(listed),
  };
}
