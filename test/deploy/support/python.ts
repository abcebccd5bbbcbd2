import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../../../local/shared/setup-error.ts';

const REQUIREMENTS = fileURLToPath(new URL('../requirements.txt', import.meta.url));
/** Not below node_modules, which `npm ci` empties. */
const FOLDER = fileURLToPath(new URL('../../../.cache/deploy', import.meta.url));
/** Lists the installed requirements; written last. */
const INSTALLED = join(FOLDER, 'installed.txt');

const BIN = join(FOLDER, process.platform === 'win32' ? 'Scripts' : 'bin');
const PYTHON = join(BIN, 'python');

/** The tools of requirements.txt. */
export const MINISTACK = join(BIN, 'ministack');
export const CFN_LINT = join(BIN, 'cfn-lint');

/** There is no suitable Python. */
export class MissingPython extends SetupError {}

/** Installs the tools in a virtual environment, unless they are already installed. */
export function installTools(): void {
  const requirements = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === requirements) return;
  const python = findPython();
  console.log(`Installing MiniStack and cfn-lint in ${FOLDER}, once …`);
  rmSync(FOLDER, { recursive: true, force: true });
  run(python, ['-m', 'venv', FOLDER]);
  run(PYTHON, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '-r',
    REQUIREMENTS,
  ]);
  writeFileSync(INSTALLED, requirements);
}

function findPython(): string {
  const isNewEnough = 'import sys; sys.exit(sys.version_info < (3, 10))';
  const found = ['python3', 'python'].find(
    (name) => spawnSync(name, ['-c', isNewEnough]).status === 0,
  );
  if (found) return found;
  throw new MissingPython(
    'npm run test:deploy needs Python 3.10 or newer as python3 or python on the PATH, with its venv module.',
  );
}

function run(command: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return;
  throw new SetupError(`${command} ${args.join(' ')} failed.\n${stdout}${stderr}`);
}
