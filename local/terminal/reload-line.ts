import { SetupError } from '../shared/setup-error.ts';
import { toSeconds } from './progress.ts';

/** Reloads the function after a file has changed; returns a line with the result. Never throws. */
export async function reloadAndTell(reload: () => Promise<boolean>, file: string): Promise<string> {
  const start = performance.now();
  try {
    if (!(await reload()))
      return `${file} changed; the bundle is as it was, so the function goes on.`;
    return `Reloaded the function after a change of ${file}, in ${toSeconds(performance.now() - start)}.`;
  } catch (error) {
    const reason = error instanceof SetupError ? error.message : error;
    return `${file} changed, but the function goes on as it was: ${reason}`;
  }
}
