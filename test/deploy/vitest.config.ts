import { defineConfig } from 'vitest/config';

/** Not part of `npm test`, which runs *.test.ts: these tests need Python. */
export default defineConfig({
  test: {
    include: ['test/deploy/*.deploy.ts'],
    globalSetup: ['test/deploy/support/emulator.ts'],
    // Long, because these tests do not check durations.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    reporters: ['default', 'test/support/plain-summary.ts'],
    // Each step needs the one before it.
    bail: 1,
  },
});
