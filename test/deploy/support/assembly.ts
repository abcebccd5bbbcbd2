import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TEMPLATE = 'CustomerApi.template.json';
/** These files refer to the template by its hash. */
const MANIFESTS = ['CustomerApi.assets.json', 'manifest.json'];

/**
 * Changes the template in a synthesized assembly and the hash by which the assembly refers to it:
 * the CLI does not upload a template whose hash already exists.
 */
export function changeTemplate(assembly: string, change: (template: string) => string): void {
  const former = readFileSync(join(assembly, TEMPLATE), 'utf8');
  const template = change(former);
  const formerHash = hashIn(assembly);
  const hash = createHash('sha256').update(template).digest('hex');
  writeFileSync(join(assembly, TEMPLATE), template);
  replaceIn(assembly, formerHash, hash);
}

/** Gives the stack of an assembly another name. */
export function renameStack(assembly: string, former: string, name: string): void {
  replaceIn(assembly, `"${former}"`, `"${name}"`);
}

function hashIn(assembly: string): string {
  const manifest = readFileSync(join(assembly, 'manifest.json'), 'utf8');
  const [, hash] = /"stackTemplateAssetObjectUrl": ".*\/([0-9a-f]{64})\.json"/.exec(manifest) ?? [];
  if (!hash) throw new Error(`${assembly} names no template.`);
  return hash;
}

function replaceIn(assembly: string, former: string, text: string): void {
  for (const name of MANIFESTS) {
    const file = join(assembly, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(former, text));
  }
}
