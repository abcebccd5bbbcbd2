import fc from 'fast-check';
import { afterAll, beforeAll, vi } from 'vitest';
import type { TestApp } from './test-app.ts';
import { startWatchedApp } from './watched-app.ts';

/** The number of cases in every test run; `FUZZ_CASES=5000` runs this many of each property. */
const CASES = Number(process.env.FUZZ_CASES ?? 100);
const isSample = process.env.FUZZ_CASES === undefined;

/** Fixed, so that tests do not fail by chance; a long run uses another seed. */
const SEED = Number(process.env.FUZZ_SEED ?? (isSample ? 1 : Date.now() % 2 ** 31));

/** A case of the slowest kind takes some 50 ms on a busy machine. */
const FUZZ_TIMEOUT_MS = 60_000 + CASES * 100;

/** An app for the tests of a file, and a token that is valid throughout. */
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
 * Checks a property on the run's number of cases; `check` returns the status of the answer, which a
 * long run counts. A failure prints seed and path: `FUZZ_SEED=… FUZZ_PATH=…` with the same
 * `FUZZ_CASES` repeats it.
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
