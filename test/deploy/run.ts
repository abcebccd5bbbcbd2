/** npm run test:deploy: installs what it needs below .cache, then runs the tests of this folder; arguments are Vitest's. */
import { spawnSync } from 'node:child_process';
import { runCli } from '../../local/shared/run-cli.ts';
import { installTools, MissingPython } from './support/python.ts';

const VITEST = 'node_modules/vitest/vitest.mjs';

await runCli(async () => {
  try {
    installTools();
  } catch (error) {
    // Developers may lack Python, but a CI without it would be green without checking anything.
    if (!(error instanceof MissingPython) || process.env.CI) throw error;
    return console.log(`\n${error.message}\nSkipped: nothing was deployed.\n`);
  }
  const options = ['run', '--config', 'test/deploy/vitest.config.ts', ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, [VITEST, ...options], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
