import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The environment variables of a program. */
export interface Target {
  API: string;
  TOKEN: string;
  CUSTOMER: string;
}

/** Runs a command and returns its stdout; if it fails, throws with its output. */
export async function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)(command, [...args], {
    maxBuffer: 2 ** 26,
    ...options,
  }).catch((error) => {
    throw new Error(
      `${command} ${args.join(' ')}\n${error.stdout}${error.stderr || error.message}`,
    );
  });
  return stdout;
}

/** Creates a folder outside the project, with the project's packages; `remove` deletes it. */
export function makeFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'clients-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Copies a program of `programs/` next to the generated client that it imports. */
export function copyProgram(name: string, folder: string): string {
  const file = join(folder, name);
  cpSync(new URL(`programs/${name}`, import.meta.url), file);
  return file;
}

/** Type-checks a TypeScript program and its client, as strictly as generated code allows. */
export async function compile(file: string, folder: string): Promise<void> {
  const compilerOptions = {
    ...{ target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom'] },
    ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
    types: ['node'],
  };
  const config = join(folder, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions, files: [file] }));
  await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', config]);
}

/** Runs a TypeScript program with its client; returns its output, parsed as JSON. */
export async function runTypeScript(file: string, folder: string, target: Target) {
  const outfile = join(folder, 'program.mjs');
  await build({
    ...{ entryPoints: [file], outfile, bundle: true, platform: 'node', format: 'esm' },
    logLevel: 'silent',
  });
  return JSON.parse(await run(process.execPath, [outfile], { env: { ...process.env, ...target } }));
}
