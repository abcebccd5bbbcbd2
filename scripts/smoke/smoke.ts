import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCli } from '../../local/shared/run-cli.ts';
import { SetupError } from '../../local/shared/setup-error.ts';
import { findLocalTarget } from './local-target.ts';
import { runSmoke } from './run-smoke.ts';
import { findStackTarget } from './stack-target.ts';

const HELP = `npm run smoke                      tests the local run (npm start)
npm run smoke -- --stack <name>    tests a deployed stack, with the AWS credentials and region of the environment
Stores a customer of its own, updates it, sends invalid requests, a forged and an unsigned token, and deletes it again.
A stack with an existing issuer needs a token in SMOKE_TOKEN. Optional: SMOKE_OTHER_TOKEN, a token without the scope, and SMOKE_TENANT, the token's tenant.
With mutual TLS: --cert and --key, the client's certificate and key, and --cacert, the authority of the server's certificate if it is private; names of PEM files, as for curl. SMOKE_BOUND_TOKEN may be a token bound to the certificate.`;

await runCli(async () => {
  const options = parse();
  if (options.help) return console.log(HELP);
  const certificate = readCertificate(options);
  const target = await (options.stack === undefined
    ? findLocalTarget(process.env, certificate)
    : findStackTarget(options.stack, process.env, certificate));
  try {
    const failures = await runSmoke(target, console.log);
    if (failures > 0) process.exitCode = 1;
  } finally {
    target.client.destroy();
  }
});

function parse() {
  try {
    return parseArgs({
      options: {
        stack: { type: 'string' },
        cert: { type: 'string' },
        key: { type: 'string' },
        cacert: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n\n${HELP}`);
  }
}

function readCertificate({ cert, key, cacert }: ReturnType<typeof parse>) {
  if (cert === undefined && key === undefined && cacert === undefined) return undefined;
  if (cert === undefined || key === undefined) {
    throw new SetupError('--cert and --key belong together.');
  }
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      throw new SetupError(`${file} cannot be read.`);
    }
  };
  return { cert: read(cert), key: read(key), ca: cacert === undefined ? undefined : read(cacert) };
}
