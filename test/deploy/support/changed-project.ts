import { appendFileSync, cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Emulator } from './emulator.ts';

const SOURCES = ['cdk.json', 'package.json', 'package-lock.json', 'infra', 'lambda'];

/** Copies the project and changes the function's bundle; returns the copy's folder. */
export function changeSources({ folder }: Emulator): string {
  const copy = mkdtempSync(join(folder, 'project-'));
  for (const name of SOURCES) cpSync(name, join(copy, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
  appendFileSync(join(copy, 'lambda/handler.ts'), '\nexport const changed = true;\n');
  return copy;
}
