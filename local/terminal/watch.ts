import { type FSWatcher, watch } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../lambda', import.meta.url));
/** Editors write a file in several steps. */
const SETTLE_MS = 100;

/**
 * Calls back with the name of a changed source file: one call at a time, and one more for all
 * changes during a call.
 */
export function watchSources(onChange: (file: string) => Promise<void>): FSWatcher {
  let changed: string | undefined;
  let busy = false;
  const work = async () => {
    busy = true;
    while (changed !== undefined) {
      await setTimeout(SETTLE_MS);
      const file = changed;
      changed = undefined;
      await onChange(file);
    }
    busy = false;
  };
  return watch(SOURCES, { recursive: true }, (_, file) => {
    if (!file?.endsWith('.ts')) return;
    changed = `lambda/${file}`;
    if (!busy) void work();
  });
}
