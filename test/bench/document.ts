import { readFileSync, writeFileSync } from 'node:fs';

const DOCUMENT = new URL('../../docs/performance.md', import.meta.url);

/** Puts a text between the marks `<!-- name -->` and `<!-- /name -->` of docs/performance.md. */
export function writeSection(name: string, text: string): void {
  const document = readFileSync(DOCUMENT, 'utf8');
  const section = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  if (!section.test(document)) throw new Error(`docs/performance.md has no section ${name}.`);
  writeFileSync(
    DOCUMENT,
    document.replace(section, (_, start, end) => `${start}\n${text}\n\n${end}`),
  );
}
