/** npm run client [-- FOLDER]: writes a typed client of the API. */
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCli } from '../../local/shared/run-cli.ts';
import { SetupError } from '../../local/shared/setup-error.ts';
import { writeClient } from './generate.ts';

await runCli(async () => {
  const [name = 'client'] = process.argv.slice(2);
  // npm runs scripts in the package's folder; INIT_CWD is where npm was called.
  const folder = resolve(process.env.INIT_CWD ?? '.', name);
  // The generator empties the folder.
  if (
    existsSync(folder) &&
    !readdirSync(folder).every((file) => /^(client|core)$|\.ts$/.test(file))
  ) {
    throw new SetupError(
      `${folder} contains files other than a generated client. Choose another folder.`,
    );
  }
  await writeClient(folder);
  console.log(`Wrote a client into ${folder}. docs/guide.md, “In a program”, shows how to use it.`);
});
