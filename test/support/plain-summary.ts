import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one line that any tool can read: `12 passed, 0 failed, 1 skipped`. */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (...states: string[]) =>
      tests.filter((test) => states.includes(test.result().state)).length;
    // A file that fails to load has no failed tests.
    const failedFiles = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    );
    const failed = count('failed') + failedFiles.length;
    const summary = `${count('passed')} passed, ${failed} failed, ${count('skipped', 'pending')} skipped`;
    // After the other reporters' lines.
    process.once('exit', () => console.log(summary));
  }
}
