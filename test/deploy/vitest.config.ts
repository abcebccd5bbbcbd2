import { defineConfig } from 'vitest/config';

/** Not among the tests of `npm test`, whose files end in .test.ts: these need Python. */
export default defineConfig({
  test: {
    include: ['test/deploy/*.deploy.ts'],
    globalSetup: ['test/deploy/support/emulator.ts'],
    // Long: what is tested here is not the time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    reporters: ['default', 'test/support/plain-summary.ts'],
    // Each step needs the one before it.
    bail: 1,
  },
});
