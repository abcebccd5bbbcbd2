import { readFileSync } from 'node:fs';

const INTERVAL_MS = 200;

/**
 * Calls back when npm sends a signal to the shell in which it runs the script, and the shell does
 * not forward it (https://github.com/npm/cli/issues/5776). A SIGTERM kills the shell. A SIGINT only
 * wakes up Debian's `sh`, dash, which then waits on for the script. Does nothing without npm: there
 * a parent that ends may mean a background run.
 */
export function onNpmShellSignal(callback: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  let wakeUps = wakeUpsOf(shell);
  let lastLook = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    // After Ctrl-Z or a suspended machine the shell, too, was stopped and has woken up since.
    if (now - lastLook > 10 * INTERVAL_MS) wakeUps = wakeUpsOf(shell);
    lastLook = now;
    if (process.ppid === shell && wakeUpsOf(shell) === wakeUps) return;
    clearInterval(timer);
    callback();
  }, INTERVAL_MS);
  timer.unref();
}

/** How often a waiting shell has woken up; undefined for other parents, and outside Linux. */
function wakeUpsOf(shell: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${shell}/status`, 'utf8');
    return /^Name:\t(?:da)?sh$[\s\S]*^voluntary_ctxt_switches:\t(\d+)$/m.exec(status)?.[1];
  } catch {
    return undefined;
  }
}
