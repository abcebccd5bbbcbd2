import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bridge } from './bridges.ts';
import type { Emulator } from './emulator.ts';

/** Runs the CDK CLI against the emulator; resolves to its output, or rejects with it. */
export function cdk(emulator: Emulator, args: readonly string[], cwd = '.'): Promise<string> {
  return run(emulator, ['node_modules/aws-cdk/bin/cdk', ...args], { cwd });
}

/** Runs Node.js against the emulator, as `cdk` runs the CLI. */
export async function run(
  { env }: Emulator,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<string> {
  const child = spawn(process.execPath, args, {
    ...options,
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  const output = stdout + stderr;
  if (status !== 0) throw new Error(`${args.join(' ')} failed.\n${output}`);
  return output;
}

/** Synthesizes the stack as `cdk synth -c key=value …` does, bridges it, and returns the assembly's folder. */
export async function synth(
  emulator: Emulator,
  context: Readonly<Record<string, string>>,
  project = '.',
): Promise<string> {
  const assembly = mkdtempSync(join(emulator.folder, 'assembly-'));
  const options = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  await cdk(emulator, ['synth', '--quiet', '--output', assembly, ...options], project);
  bridge(assembly, emulator.endpoint);
  return assembly;
}

export function deploy(emulator: Emulator, assembly: string): Promise<string> {
  return cdk(emulator, ['deploy', '--app', assembly, '--all', '--require-approval', 'never']);
}

export function destroy(emulator: Emulator, assembly: string): Promise<string> {
  return cdk(emulator, ['destroy', '--app', assembly, '--all', '--force']);
}

/** The output of `npm run smoke -- --stack NAME`. */
export function smoke(
  emulator: Emulator,
  stackName: string,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  return run(emulator, ['scripts/smoke/smoke.ts', '--stack', stackName], { env });
}
