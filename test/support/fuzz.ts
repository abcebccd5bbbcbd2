import fc from 'fast-check';
import { afterAll, beforeAll, vi } from 'vitest';
import type { TestApp } from './test-app.ts';
import { startWatchedApp } from './watched-app.ts';

/** A sample for every run of the tests; `FUZZ_CASES=5000` runs so many of each property. */
const CASES = Number(process.env.FUZZ_CASES ?? 100);
const isSample = process.env.FUZZ_CASES === undefined;

/** The sample is the same every time, so that it never fails by chance; a long run looks elsewhere. */
const SEED = Number(process.env.FUZZ_SEED ?? (isSample ? 1 : Date.now() % 2 ** 31));

/** A case of the slowest kind takes some 50 ms on a busy machine. */
const FUZZ_TIMEOUT_MS = 60_000 + CASES * 100;

/** An app for the tests of a file, there once they run, and a token that outlives them. */
export function useFuzzedApp(): { app: TestApp; token: string } {
  const fuzzed = {} as { app: TestApp; token: string };
  vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });
  beforeAll(async () => {
    fuzzed.app = await startWatchedApp();
    fuzzed.token = await fuzzed.app.issuer.sign({ exp: Math.floor(Date.now() / 1000) + 86_400 });
  });
  afterAll(() => fuzzed.app.stop());
  return fuzzed;
}

/**
 * Checks a property on as many cases as the run asks for; `check` gives the
 * status of the answer, which a long run counts. A failure tells seed and path:
 * `FUZZ_SEED=… FUZZ_PATH=…` beside the same `FUZZ_CASES` runs it again.
 */
export async function fuzz<T>(
  name: string,
  arbitrary: fc.Arbitrary<T>,
  check: (value: T) => Promise<number>,
): Promise<void> {
  if (!isSample) console.info(`${name}: FUZZ_CASES=${CASES} FUZZ_SEED=${SEED}`);
  const statuses: Record<number, number> = {};
  const property = fc.asyncProperty(arbitrary, async (value) => {
    const status = await check(value);
    statuses[status] = (statuses[status] ?? 0) + 1;
  });
  const path = process.env.FUZZ_PATH;
  await fc.assert(property, { numRuns: CASES, seed: SEED, ...(path && { path }) });
  if (!isSample) console.info(`${name}: answers by status`, statuses);
}
