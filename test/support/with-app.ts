import { test } from 'vitest';
import { startTestApp, type TestApp } from './test-app.ts';

/**
 * Vitest's `it` with the fixture `app`: one for each file, started by the first
 * test that names it and stopped after the last. A table of tests gets it as
 * the second argument of `it.for`; `it.each` hands on rows alone.
 */
export function withApp<App extends TestApp = TestApp>(start: () => Promise<App>) {
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs
  return test.extend('app', { scope: 'file' }, async ({}, { onCleanup }) => {
    const app = await start();
    onCleanup(() => app.stop());
    return app;
  });
}

/** With an app of the default options. */
export const it = withApp(() => startTestApp());
