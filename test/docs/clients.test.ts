import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sample from '../../local/seed/sample-customer.json' with { type: 'json' };
import { writeClient, writeTypes } from '../../scripts/clients/generate.ts';
import { WHAT_PROGRAMS_PRINT } from '../../scripts/clients/programs.ts';
import {
  compile,
  copyProgram,
  makeFolder,
  run,
  runTypeScript,
} from '../../scripts/clients/run-program.ts';
import {
  getToken,
  type LocalApi,
  restoreSampleCustomer,
  startLocalApi,
} from '../../scripts/guide/local-api.ts';

let api: LocalApi;
beforeAll(async () => {
  api = await startLocalApi();
}, 120_000);
afterAll(() => api?.stop());

describe('a client generated from docs/openapi.json', () => {
  it.for([
    ['@hey-api/openapi-ts', writeClient, 'hey-api.ts'],
    ['openapi-typescript', writeTypes, 'openapi-typescript.ts'],
  ] as const)(
    'by %s compiles, changes a customer and reads a refusal',
    async ([, write, program]) => {
      const { folder, remove } = makeFolder();
      await write(`${folder}/client`);
      const file = copyProgram(program, folder);
      await compile(file, folder);
      const target = { API: api.url, TOKEN: await getToken(api), CUSTOMER: sample.id };
      expect(await runTypeScript(file, folder, target)).toEqual(WHAT_PROGRAMS_PRINT);
      remove();
    },
  );

  it('works as docs/guide.md says, in a program that prints what stands there', async () => {
    const guide = readFileSync('docs/guide.md', 'utf8');
    const [, program = '', printed = ''] =
      /```ts\n(.*?)```\n\nIt prints:\n\n```\n(.*?)```/s.exec(guide) ?? [];
    const { folder, remove } = makeFolder();
    await writeClient(`${folder}/client`);
    const file = `${folder}/guide.ts`;
    const local = program
      .replace('http://127.0.0.1:3000', api.url)
      .replace('http://127.0.0.1:3001', api.issuerUrl);
    writeFileSync(file, local);
    await compile(file, folder);
    await restoreSampleCustomer(api);
    expect(await run(process.execPath, [file])).toBe(printed);
    remove();
  });

  it('by @hey-api/openapi-ts does not compile with a property that there is none of', async () => {
    const { folder, remove } = makeFolder();
    await writeClient(`${folder}/client`);
    const file = `${folder}/wrong.ts`;
    const body = "{ primaryPhoneNumber: { extention: '31' } }";
    writeFileSync(
      file,
      `import { updateCustomer } from './client/index.ts';
       void updateCustomer({ path: { customerId: '' }, body: ${body} });`,
    );
    await expect(compile(file, folder)).rejects.toThrow('extention');
    remove();
  });
});
