/**
 * npm run test:clients: tries out the clients that every generator makes from the document, and
 * lints the document with Spectral.
 */
import { cpSync, mkdtempSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import sample from '../../local/seed/sample-customer.json' with { type: 'json' };
import { getToken, startLocalApi } from '../guide/local-api.ts';
import { type Generator, generators, installPython } from './generators.ts';
import { WHAT_PROGRAMS_PRINT } from './programs.ts';
import { makeFolder, run, type Target } from './run-program.ts';

const SPECTRAL = ['@stoplight/spectral-cli@6.16.3', '@stoplight/spectral-owasp-ruleset@2.0.1'];

const { folder, remove } = makeFolder();
const api = await startLocalApi();
try {
  const target = { API: api.url, TOKEN: await getToken(api), CUSTOMER: sample.id };
  const bin = await installPython(folder);
  console.log('generator | needs | generates | compiles | works');
  for (const generator of generators(bin)) {
    console.log(`${generator.name} | ${generator.needs} | ${await tryOut(generator, target)}`);
  }
  await lint(mkdtempSync(`${folder}/spectral-`));
  console.log('Spectral: no findings beyond the exceptions in .spectral.yaml');
} finally {
  await api.stop();
  remove();
}

/** Whether the client can change a customer, read an error and read a SHIPPING name. */
async function tryOut(generator: Generator, target: Target): Promise<string> {
  const own = makeFolder();
  const steps = [
    () => generator.generate(own.folder),
    () => generator.compile(own.folder),
    async () => {
      const printed = await generator.tryOut(own.folder, target);
      if (!isDeepStrictEqual(printed, WHAT_PROGRAMS_PRINT))
        throw new Error(JSON.stringify(printed));
    },
  ];
  const passed: string[] = [];
  try {
    for (const step of steps) {
      await step();
      passed.push('yes');
    }
  } catch (error) {
    process.exitCode = 1;
    passed.push(`no: ${(error as Error).message}`);
  }
  own.remove();
  return passed.join(' | ');
}

/** Spectral looks for rule sets among the packages next to its configuration, hence the copy. */
async function lint(place: string): Promise<void> {
  cpSync('.spectral.yaml', `${place}/.spectral.yaml`);
  cpSync('docs/openapi.json', `${place}/openapi.json`);
  await run('npm', ['install', '--no-save', '--prefix', place, ...SPECTRAL], { cwd: place });
  const args = ['lint', '--fail-severity', 'hint', 'openapi.json'];
  await run(`${place}/node_modules/.bin/spectral`, args, { cwd: place });
}
