import { defineConfig } from 'vitest/config';
import usual from '../vitest.config.ts';

const {
  MODEL_STEPS = '10000',
  CONCURRENT_REQUESTS = '2000',
  FUZZ_CASES = '5000',
  FOREIGN_ITEMS = '1000',
} = process.env;

/** The random tests at length. */
export default defineConfig({
  test: {
    ...usual.test,
    include: [
      'test/model/*.test.ts',
      'test/integration/concurrency.test.ts',
      'test/integration/foreign-attributes.test.ts',
      'test/security/fuzz-*.test.ts',
    ],
    env: { MODEL_STEPS, CONCURRENT_REQUESTS, FUZZ_CASES, FOREIGN_ITEMS },
  },
});
