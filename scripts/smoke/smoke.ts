import { parseArgs } from 'node:util';
import { runCli } from '../../local/shared/run-cli.ts';
import { SetupError } from '../../local/shared/setup-error.ts';
import { findLocalTarget } from './local-target.ts';
import { runSmoke } from './run-smoke.ts';
import { findStackTarget } from './stack-target.ts';

const HELP = `npm run smoke                      tries out the local run (npm start)
npm run smoke -- --stack <name>    tries out a deployed stack, with the AWS credentials and region of the environment
Stores a customer of its own, updates it, tries some attacks, and deletes it again.
A stack behind an existing issuer needs a token in SMOKE_TOKEN; SMOKE_OTHER_TOKEN, one without the scope, and SMOKE_TENANT, the tenant of the token, are optional.`;

await runCli(async () => {
  const options = parse();
  if (options.help) return console.log(HELP);
  const target = await (options.stack === undefined
    ? findLocalTarget(process.env)
    : findStackTarget(options.stack, process.env));
  try {
    const failures = await runSmoke(target, console.log);
    if (failures > 0) process.exitCode = 1;
  } finally {
    target.client.destroy();
  }
});

function parse() {
  try {
    return parseArgs({ options: { stack: { type: 'string' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n\n${HELP}`);
  }
}
