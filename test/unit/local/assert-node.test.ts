import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const FILE = new URL('../../../local/assert-node.mjs', import.meta.url).href;

function startWith(version: string) {
  const code = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });
    await import('${FILE}');`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
}

it('says what to do on a Node.js that is too old, and no stack', () => {
  const { status, stderr } = startWith('20.20.2');
  expect(status).toBe(1);
  expect(stderr).toContain('This is Node.js 20.20.2, but Node.js 24 is needed.');
  expect(stderr).toContain('npm rebuild node --ignore-scripts=false');
  expect(stderr).not.toContain('    at ');
});

it('says nothing on one that will do', () => {
  expect(startWith('24.21.0')).toMatchObject({ status: 0, stderr: '', stdout: '' });
  expect(startWith('26.0.0')).toMatchObject({ status: 0, stderr: '', stdout: '' });
});
