import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // DynamoDB Local, started once for all files.
    globalSetup: ['test/support/dynamodb-local-setup.ts'],
    // A test without an assertion fails: SECURITY.md names tests as evidence.
    expect: { requireAssertions: true },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    reporters: ['default', 'test/support/plain-summary.ts'],
  },
});
