import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../lambda/problems.ts';
import { makeFolder } from '../../scripts/clients/run-program.ts';
import {
  getToken,
  type LocalApi,
  restoreSampleCustomer,
  startLocalApi,
} from '../../scripts/guide/local-api.ts';
import { recordAnswers } from '../../scripts/guide/record-answers.ts';
import { toRestClient } from '../../scripts/guide/rest-client.ts';

/** No single request causes them. */
const NOT_TO_REQUEST = [
  'CONFLICT',
  'CUSTOMER_TYPE_MISMATCH',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
];

let api: LocalApi;
beforeAll(async () => {
  // With a DynamoDB of its own: other tests change the sample customer, too.
  api = await startLocalApi();
}, 120_000);
afterAll(() => api?.stop());

describe('docs/guide.md', () => {
  it('has the real answers; else run: npm run guide', async () => {
    await restoreSampleCustomer(api);
    const guide = readFileSync('docs/guide.md', 'utf8');
    expect(guide.match(/```http$/gm)?.length).toBe(guide.match(/```http answer/g)?.length);
    expect(await recordAnswers(guide, await getToken(api), api.send)).toBe(guide);
  });

  it('says what to do about each errorCode', () => {
    const rows = [...readFileSync('docs/guide.md', 'utf8').matchAll(/^\| (\d{3}) +\| `(\w+)`/gm)];
    const said = rows.map(([, status, code]) => [code, Number(status)]);
    const table = Object.entries(PROBLEMS).map(([code, [status]]) => [code, status]);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(table));
  });
});

describe('docs/requests.http', () => {
  const text = readFileSync('docs/requests.http', 'utf8');
  const titles = [...text.matchAll(/^### (.*)$/gm)].map(([, title = '']) => title);

  it('answers, sent as it is by httpyac, from top to bottom, as each title says', async () => {
    await restoreSampleCustomer(api);
    const answers = (await sendAll(text)).map(({ name, response }) => {
      const { errorCode = '' } = JSON.parse(response.body);
      return `${name.split(' → ')[0]} → ${`${response.statusCode} ${errorCode}`.trim()}`;
    });
    expect(answers).toEqual(titles);
  });

  it('has a request for each errorCode that a single request can cause', () => {
    const codes = new Set(titles.map((title) => title.split(' ').at(-1)));
    const missing = Object.keys(PROBLEMS).filter((code) => !codes.has(code));
    expect(missing.sort()).toEqual(NOT_TO_REQUEST);
  });

  it('is there for REST Client, too; else run: npm run guide', () => {
    const variant = readFileSync('docs/requests.rest-client.http', 'utf8');
    expect(variant).toBe(toRestClient(text));
    expect(variant).not.toContain('client.global');
    for (const name of ['token', 'otherToken']) {
      expect(variant).toContain(`# @name ${name}Request\n`);
      expect(variant).toContain(`@${name} = {{${name}Request.response.body.access_token}}\n`);
    }
  });
});

interface Sent {
  name: string;
  response: { statusCode: number; body: string };
}

/** What httpyac gets for the requests of a file, with only the ports changed. */
async function sendAll(text: string): Promise<Sent[]> {
  const { folder, remove } = makeFolder();
  // One request sends a file from beside docs/.
  cpSync('package-lock.json', `${folder}/package-lock.json`);
  mkdirSync(`${folder}/docs`);
  const here = text
    .replace('http://127.0.0.1:3000', api.url)
    .replace('http://127.0.0.1:3001', api.issuerUrl);
  writeFileSync(`${folder}/docs/requests.http`, here);
  // Into a file: it exits before a pipe has taken all its output.
  const output = openSync(`${folder}/answers.json`, 'w');
  const args = ['node_modules/httpyac/bin/httpyac.js', 'send', 'docs/requests.http'];
  const httpyac = spawn(process.execPath, [...args, '--all', '--json'], {
    cwd: folder,
    stdio: ['ignore', output, 'inherit'],
  });
  await once(httpyac, 'exit');
  const { requests } = JSON.parse(readFileSync(`${folder}/answers.json`, 'utf8'));
  remove();
  return requests;
}
