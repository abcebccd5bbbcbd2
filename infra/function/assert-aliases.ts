// Run by the bundling after esbuild, with the folder of the bundle: fails the build where an alias
// matched nothing, as after an update of the SDK, for then the module would be in the bundle whole.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ALIASES } from './bundling.ts';

const file = join(process.argv[2] ?? '', 'index.meta.json');
const { inputs } = JSON.parse(readFileSync(file, 'utf8')) as { inputs: Record<string, unknown> };
rmSync(file);
const bundled = Object.keys(inputs).map((path) => join('/', path));
for (const [module, alias] of Object.entries(ALIASES)) {
  if (bundled.some((path) => path.endsWith(join('/', alias)))) continue;
  console.error(
    `Nothing imports ${module} any more: remove its alias from infra/function/bundling.ts.`,
  );
  process.exitCode = 1;
}
