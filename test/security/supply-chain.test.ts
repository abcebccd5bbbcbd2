import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };
import clientsJson from '../../scripts/clients/package.json' with { type: 'json' };
import { contentOfBundle, sourcesOf } from '../support/bundle-content.ts';

interface LockedPackage {
  version: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  inBundle?: boolean;
  hasInstallScript?: boolean;
  link?: boolean;
}

/** Path below the project → package, the project's own (itself and scripts/clients) left out. */
const locked = Object.entries(lock.packages as unknown as Record<string, LockedPackage>).filter(
  ([path, { link }]) => path.includes('node_modules/') && !link,
);
const inProduction = locked.filter(([, { dev }]) => dev !== true);
const paths = (packages: typeof locked) => packages.map(([path]) => path);

describe('the lock file', () => {
  it('has packages of production and others', () => {
    expect(paths(inProduction)).toContain('node_modules/jose');
    expect(paths(inProduction)).not.toContain('node_modules/vitest');
  });

  it('has no package of production that runs a script when it is installed', () => {
    expect(paths(inProduction.filter(([, { hasInstallScript }]) => hasInstallScript))).toEqual([]);
  });

  it('has a SHA-512 hash of every package, so that no registry can slip in another', () => {
    // What is in the bundle of another package is covered by the hash of that one.
    const own = locked.filter(([, { inBundle }]) => !inBundle);
    expect(paths(own.filter(([, one]) => !one.integrity?.startsWith('sha512-')))).toEqual([]);
  });

  it('names no host to take a package from, so that the registry of the machine counts', () => {
    expect(paths(locked.filter(([, { resolved }]) => resolved !== undefined))).toEqual([]);
  });
});

describe('package.json', () => {
  it('names one version of each dependency, not a range', () => {
    const all = {
      ...packageJson.dependencies,
      ...packageJson.devDependencies,
      ...clientsJson.devDependencies,
    };
    const ranges = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(ranges).toEqual([]);
  });
});

/** Packages that may be in the bundle; review each new one's author and purpose. */
const ALLOWED = [
  ...['@aws-lambda-powertools/', '@aws-sdk/', '@aws/', '@smithy/', '@middy/'],
  ...['jose/', 'valibot/', 'to-fast-properties/'],
  // The cache of the SDK's endpoint discovery.
  ...['mnemonist/', 'obliterator/'],
];

describe('the bundle', () => {
  let sources: string[];
  let bundle: string;
  beforeAll(async () => {
    const assetDir = inject('functionAssetDir');
    expect(readdirSync(assetDir)).toEqual(['index.mjs']);
    bundle = readFileSync(join(assetDir, 'index.mjs'), 'utf8');
    sources = sourcesOf(await contentOfBundle(assetDir)).map(([path]) => path);
  });

  it('has only sources of the function and of packages that are listed here', () => {
    const packages = sources.filter((path) => path.includes('node_modules/'));
    const names = packages.map((path) => path.slice(path.lastIndexOf('node_modules/') + 13));
    const own = sources.filter((path) => !path.includes('node_modules/'));
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter((path) => !path.startsWith('lambda/'))).toEqual([]);
    expect(names.filter((name) => !ALLOWED.some((owner) => name.startsWith(owner)))).toEqual([]);
  });

  it('has no source of a package that is installed for development only', () => {
    const production = new Set(paths(inProduction));
    const foreign = sources
      .map((path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
      .filter((path) => path !== undefined)
      .filter((path) => !production.has(path.slice(path.indexOf('node_modules/'))));
    expect([...new Set(foreign)]).toEqual([]);
  });

  it('reveals nothing of the machine that built it, and has no source map', () => {
    expect(bundle).not.toContain(process.cwd());
    expect(bundle).not.toContain('sourceMappingURL');
    expect(bundle).not.toContain('sourcesContent');
  });

  it('makes no code of text', () => {
    expect(bundle.match(/\beval\(|\bnew Function\(|\bvm\.run|child_process\.exec/g)).toBeNull();
  });
});
