import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 25;

/** Waits until an HTTP server sends any response; false after the time limit or an abort. */
export async function waitUntilAnswers(
  url: string,
  timeoutMs: number,
  signal: AbortSignal = new AbortController().signal,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  do {
    try {
      const either = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const response = await fetch(url, { signal: either });
      await response.body?.cancel();
      return true;
    } catch {
      if (signal.aborted) return false;
      await sleep(INTERVAL_MS);
    }
  } while (Date.now() < deadline);
  return false;
}
