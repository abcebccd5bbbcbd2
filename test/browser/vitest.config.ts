import { defineConfig } from 'vitest/config';

/** Not part of `npm test`, which runs *.test.ts: not every machine has a browser. */
export default defineConfig({
  test: {
    include: ['test/browser/*.browser.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
