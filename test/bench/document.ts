import { readFileSync, writeFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);

/** Puts a text between the marks `<!-- name -->` and `<!-- /name -->` of a document, by its path in the repository. */
export function writeSection(name: string, text: string, path = 'docs/performance.md'): void {
  const file = new URL(path, ROOT);
  const document = readFileSync(file, 'utf8');
  const section = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  if (!section.test(document)) throw new Error(`${path} has no section ${name}.`);
  writeFileSync(
    file,
    document.replace(section, (_, start, end) => `${start}\n${text}\n\n${end}`),
  );
}
