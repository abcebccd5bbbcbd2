import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 25;

/** Waits until an HTTP server gives any answer at all; false when the time is up or the signal comes first. */
export async function waitUntilAnswers(
  url: string,
  timeoutMs: number,
  signal: AbortSignal = new AbortController().signal,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  do {
    try {
      const attempt = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const response = await fetch(url, { signal: attempt });
      await response.body?.cancel();
      return true;
    } catch {
      if (signal.aborted) return false;
      await sleep(INTERVAL_MS);
    }
  } while (Date.now() < deadline);
  return false;
}
