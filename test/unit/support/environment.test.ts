import { expect, it } from 'vitest';
import { setEnvironment } from '../../support/environment.ts';

it('sets and deletes variables, and restores them', () => {
  process.env.TEST_A = 'a';
  delete process.env.TEST_B;
  const restore = setEnvironment({ TEST_A: undefined, TEST_B: 'b' });
  expect([process.env.TEST_A, process.env.TEST_B]).toEqual([undefined, 'b']);
  restore();
  expect([process.env.TEST_A, process.env.TEST_B]).toEqual(['a', undefined]);
});
