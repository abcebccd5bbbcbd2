import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../lambda/problems.ts';
import { readHttpFile } from '../../scripts/guide/http-file.ts';
import {
  getToken,
  type LocalApi,
  restoreSampleCustomer,
  startLocalApi,
} from '../../scripts/guide/local-api.ts';
import { recordAnswers } from '../../scripts/guide/record-answers.ts';

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
  const examples = readHttpFile(new URL('../../docs/requests.http', import.meta.url));

  it('answers, from top to bottom, as each title says', async () => {
    await restoreSampleCustomer(api);
    const values: Record<string, string> = { api: api.url, issuer: api.issuerUrl };
    const answers: string[] = [];
    for (const { title, pasteAs, toRequest } of examples) {
      const { status, body } = await api.send(toRequest(values));
      if (pasteAs) values[pasteAs] = String(body.access_token);
      const code = body.errorCode ? ` ${body.errorCode}` : '';
      answers.push(`${title.split(' → ')[0]} → ${status}${code}`);
    }
    expect(answers).toEqual(examples.map(({ title }) => title));
  });

  it('has a request for each errorCode that a single request can cause', () => {
    const codes = new Set(examples.map(({ errorCode }) => errorCode));
    const missing = Object.keys(PROBLEMS).filter((code) => !codes.has(code));
    expect(missing.sort()).toEqual(NOT_TO_REQUEST);
  });
});
