import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import devcontainer from '../../.devcontainer/devcontainer.json' with { type: 'json' };
import packageJson from '../../package.json' with { type: 'json' };

const README = readFileSync('README.md', 'utf8');
const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/api.md', 'docs/guide.md'],
  ...['docs/design.md', 'docs/development.md', 'docs/operating.md', 'docs/issuers.md'],
];

describe('the dev container', () => {
  it('has the Node.js of the project, and a Java and a Python that will do', () => {
    const { image, features, postCreateCommand } = devcontainer;
    const [major] = packageJson.devDependencies.node.split('.');
    expect(image).toMatch(new RegExp(`:${major}$`));
    expect(features['ghcr.io/devcontainers/features/java:1'].version).toBe('21');
    expect(features['ghcr.io/devcontainers/features/python:1'].version).toMatch(/^3\./);
    expect(postCreateCommand).toBe('npm ci');
  });
});

describe('a page', () => {
  it.for(PAGES)('links to what there is: %s', (page) => {
    const folder = page.includes('/') ? 'docs/' : '';
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)\s]+)\)/g)];
    const missing = links
      .map(([, link = '']) => link)
      .filter((link) => !isThere(page, folder, link));
    expect(missing).toEqual([]);
    expect(links.length).toBeGreaterThan(0);
  });

  it('of docs/development.md has every command of package.json that is not a part of another', () => {
    const page =
      readFileSync('docs/development.md', 'utf8') + readFileSync('CONTRIBUTING.md', 'utf8');
    const parts = ['prestart', 'lint', 'types'];
    const commands = Object.keys(packageJson.scripts).filter((name) => !parts.includes(name));
    const run = (name: string) => (name === 'start' || name === 'test' ? '' : 'run ') + name;
    expect(commands.filter((name) => !page.includes(`npm ${run(name)}`))).toEqual([]);
  });

  it('that is the README fits on two screens and says what the project is not', () => {
    expect(README.split('\n').length).toBeLessThan(110);
    expect(README).toContain('## What it is not');
  });
});

/** Whether a file, and a heading in it where the link names one, is there. */
function isThere(page: string, folder: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? page : new URL(`file:///${folder}${path}`).pathname.slice(1);
  if (!existsSync(file)) return false;
  if (anchor === undefined || !file.endsWith('.md')) return true;
  const headings = readFileSync(file, 'utf8').match(/^#+ .*$/gm) ?? [];
  return headings.some((heading) => toAnchor(heading) === anchor);
}

/** The heading's anchor on GitHub. */
function toAnchor(heading: string): string {
  const text = heading.replace(/^#+ /, '').toLowerCase();
  return text.replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
}
