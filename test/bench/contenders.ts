import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { synthesize } from '../../infra/synth.ts';
import { BUNDLED_AS_DEPLOYED, contentOfBundle, packagesOf } from '../support/bundle-content.ts';

export interface Contender {
  name: string;
  title: string;
}

export interface Bundle extends Contender {
  file: string;
  bytes: number;
  /** Bytes by npm package, most first; this project's is under "own code". */
  packages: Record<string, number>;
}

export const OURS = 'ours';
export const FLOOR = 'floor';
export const NAIVE = 'naive';
export const LEAN = 'lean';

/** The defaults of CDK's NodejsFunction, but with the SDK in the bundle, which is faster. */
const CDK_DEFAULTS: BuildOptions = {
  ...{ bundle: true, platform: 'node', target: 'node24', format: 'cjs' },
};

/** For packages in CommonJS that require modules of Node.js. */
const WITH_REQUIRE: BuildOptions = {
  ...BUNDLED_AS_DEPLOYED,
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
};

const OTHERS: (Contender & { entry: string; options: BuildOptions })[] = [
  {
    name: FLOOR,
    title: 'Node.js alone, by hand',
    entry: 'floor/handler.ts',
    options: BUNDLED_AS_DEPLOYED,
  },
  { name: NAIVE, title: 'same stack, naive', entry: 'naive.ts', options: CDK_DEFAULTS },
  {
    name: LEAN,
    title: 'Middy + Valibot, less work',
    entry: 'lean.ts',
    options: BUNDLED_AS_DEPLOYED,
  },
  {
    name: 'powertools',
    title: 'Powertools + Zod',
    entry: 'powertools.ts',
    options: BUNDLED_AS_DEPLOYED,
  },
  { name: 'hono', title: 'Hono + Zod', entry: 'hono.ts', options: BUNDLED_AS_DEPLOYED },
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
  const context = { issuer: 'https://issuer.example', audience: 'customers' };
  const { functionAssetDir } = synthesize({ outdir: join(outdir, 'cdk'), context });
  const content = await contentOfBundle(functionAssetDir);
  return {
    ...{ name: OURS, title: 'this function' },
    file: join(functionAssetDir, 'index.mjs'),
    bytes: content.bytes,
    packages: packagesOf(content),
  };
}

async function toBundle(
  contender: Contender,
  entryPoint: string,
  outfile: string,
  options: BuildOptions,
): Promise<Bundle> {
  const { metafile } = await build({
    ...options,
    metafile: true,
    entryPoints: [entryPoint],
    outfile,
  });
  const [content] = Object.values(metafile.outputs) as [Metafile['outputs'][string]];
  return { ...contender, file: outfile, bytes: content.bytes, packages: packagesOf(content) };
}
