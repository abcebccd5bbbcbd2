const INTERVAL_MS = 200;

/**
 * Calls back when the shell that npm runs a script in is gone. npm hands a
 * SIGTERM on to that shell, which dies of it and tells us nothing. Does nothing
 * without npm, where a parent that ends may mean a run in the background.
 * https://github.com/npm/cli/issues/5776
 */
export function onNpmShellEnd(callback: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, INTERVAL_MS);
  timer.unref();
}
