// Runs after esbuild, with the bundle's folder as argument. Fails the build if an update of the SDK
// has made an exception in bundling.ts obsolete or wrong.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ALIASES, ON_DEMAND } from './bundling.ts';

interface Metafile {
  inputs: Record<string, unknown>;
  outputs: Record<string, { imports?: { path: string; kind: string }[] }>;
}

const file = join(process.argv[2] ?? '', 'index.meta.json');
const { inputs, outputs } = JSON.parse(readFileSync(file, 'utf8')) as Metafile;
rmSync(file);

const bundled = Object.keys(inputs).map((path) => join('/', path));
for (const [module, alias] of Object.entries(ALIASES)) {
  if (!bundled.some((path) => path.endsWith(join('/', alias)))) {
    fail(`Nothing imports ${module} any more: remove its alias`);
  }
}

const imports = Object.values(outputs).flatMap((output) => output.imports ?? []);
for (const module of ON_DEMAND) {
  const kinds = imports.filter(({ path }) => path === module).map(({ kind }) => kind);
  if (kinds.length === 0) fail(`Nothing imports ${module} any more: remove it`);
  // With a static import of a missing module the function would not start.
  if (kinds.some((kind) => kind !== 'dynamic-import')) {
    fail(`The SDK always imports ${module} now: it can no longer be left out; remove it`);
  }
}

function fail(reason: string) {
  console.error(`${reason} from infra/function/bundling.ts.`);
  process.exitCode = 1;
}
