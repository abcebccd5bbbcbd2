import { readFileSync } from 'node:fs';

const INTERVAL_MS = 200;

/**
 * Calls back when npm hands a signal to the shell that it runs a script in and the shell keeps it
 * to itself (https://github.com/npm/cli/issues/5776). Of a SIGTERM the shell dies. Of a SIGINT
 * Debian's `sh`, dash, only wakes up: it waits for the script to end first. Does nothing without
 * npm, where a parent that ends may mean a run in the background.
 */
export function onNpmShellSignal(callback: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  let wakeUps = wakeUpsOf(shell);
  let lastLook = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    // Stopped by Ctrl-Z, or with the whole machine: then the shell was, too, and woke up after it.
    if (now - lastLook > 10 * INTERVAL_MS) wakeUps = wakeUpsOf(shell);
    lastLook = now;
    if (process.ppid === shell && wakeUpsOf(shell) === wakeUps) return;
    clearInterval(timer);
    callback();
  }, INTERVAL_MS);
  timer.unref();
}

/** How often a waiting shell has woken up; undefined where the parent is no shell, and off Linux. */
function wakeUpsOf(shell: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${shell}/status`, 'utf8');
    return /^Name:\t(?:da)?sh$[\s\S]*^voluntary_ctxt_switches:\t(\d+)$/m.exec(status)?.[1];
  } catch {
    return undefined;
  }
}
