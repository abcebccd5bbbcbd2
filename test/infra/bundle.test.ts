import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ON_DEMAND } from '../../infra/function/bundling.ts';
import { synthesize } from '../../infra/synth.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { contentOfBundle, packagesOf } from '../support/bundle-content.ts';

/** Every new package slows each cold start: is it needed in the function? */
const PACKAGES = [
  '@aws-lambda-powertools/commons',
  '@aws-lambda-powertools/logger',
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/core',
  '@aws-sdk/credential-provider-env',
  '@aws-sdk/dynamodb-codec',
  '@aws-sdk/endpoint-cache',
  '@aws-sdk/lib-dynamodb',
  '@aws-sdk/middleware-endpoint-discovery',
  '@aws-sdk/util-dynamodb',
  '@aws/lambda-invoke-store',
  '@middy/core',
  '@smithy/core',
  '@smithy/node-http-handler',
  '@smithy/signature-v4',
  '@smithy/types',
  'jose',
  'mnemonist',
  'obliterator',
  'own code',
  'to-fast-properties',
  'valibot',
];

const outdir = mkdtempSync(join(tmpdir(), 'bundle-'));
let assetDir: string;
let bundle: string;

beforeAll(() => {
  const context = { issuer: 'https://issuer.example', audience: 'customers' };
  assetDir = synthesize({ outdir, context }).functionAssetDir;
  bundle = readFileSync(join(assetDir, 'index.mjs'), 'utf8');
}, 60_000);

afterAll(() => rmSync(outdir, { recursive: true }));

describe('bundle', () => {
  it('is one minified file without a source map', () => {
    expect(readdirSync(assetDir)).toEqual(['index.mjs']);
    expect(bundle).not.toContain('sourceMappingURL');
    expect(bundle.length / bundle.split('\n').length).toBeGreaterThan(500);
  });

  it('is at most 330 KiB: every one of them is read in a cold start', () => {
    expect(Buffer.byteLength(bundle) / 1024).toBeLessThanOrEqual(330);
  });

  it('is an ES module that exports the handler', () => {
    expect(bundle).toMatch(/export\s*\{[^}]*\bas handler\b/);
    // What esbuild leaves of a require() in CommonJS; it would throw when called.
    expect(bundle).not.toContain('Dynamic require of');
  });

  it('imports nothing but modules of Node.js, and what is never asked for on demand', async () => {
    const { metafile } = await build({
      entryPoints: [join(assetDir, 'index.mjs')],
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      metafile: true,
      write: false,
    });
    const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports);

    expect(imported.filter(({ path }) => isBuiltin(path))).not.toEqual([]);
    expect(
      imported.filter(({ path }) => !isBuiltin(path)).map(({ path, kind }) => [kind, path]),
    ).toEqual(ON_DEMAND.map((path) => ['dynamic-import', path]));
  });

  it('has these packages in it and no devDependency', async () => {
    const packages = packagesOf(await contentOfBundle(assetDir));

    expect(Object.keys(packages).toSorted()).toEqual(PACKAGES);
    expect(PACKAGES.filter((name) => name in packageJson.devDependencies)).toEqual([]);
  });

  const inputs = { 'lambda/aws/environment-credentials.ts': {}, 'lambda/aws/process.ts': {} };
  const onDemand = { path: '@smithy/core/event-streams', kind: 'dynamic-import' };
  it.each([
    {
      fault: 'an alias matches nothing',
      metafile: {
        inputs: { 'lambda/aws/process.ts': {} },
        outputs: { 'index.mjs': { imports: [onDemand] } },
      },
      message: 'Nothing imports @aws-sdk/credential-provider-node any more: remove its alias',
    },
    {
      fault: 'nothing imports what is left to be imported on demand',
      metafile: { inputs, outputs: { 'index.mjs': { imports: [] } } },
      message: 'Nothing imports @smithy/core/event-streams any more',
    },
    {
      fault: 'what is not in it would be needed at the start',
      metafile: {
        inputs,
        outputs: {
          'index.mjs': { imports: [onDemand, { ...onDemand, kind: 'import-statement' }] },
        },
      },
      message: 'The SDK always imports @smithy/core/event-streams now',
    },
  ])('is not built where $fault', ({ metafile, message }) => {
    writeFileSync(join(outdir, 'index.meta.json'), JSON.stringify(metafile));
    const build = spawnSync(process.execPath, ['infra/function/assert-bundle.ts', outdir]);
    expect(build.status).toBe(1);
    expect(String(build.stderr).split('\n')).toEqual([expect.stringContaining(message), '']);
  });

  it('is the one whose packages docs/performance.md lists', () => {
    const page = readFileSync('docs/performance.md', 'utf8');
    const [, table = ''] = /<!-- packages -->(.*)<!-- \/packages -->/s.exec(page) ?? [];
    const rows = [...table.matchAll(/^\| ([^|]+?) +\| +[\d.]+ \|/gm)].map(([, name]) => name);
    expect(rows.toSorted()).toEqual(PACKAGES);
  });
});
