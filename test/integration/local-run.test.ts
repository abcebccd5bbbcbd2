import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/local-run.ts';
import sample from '../../local/seed/sample-customer.json' with { type: 'json' };
import { createRequestLines } from '../../local/terminal/request-lines.ts';
import { setEnvironment } from '../support/environment.ts';

const lines: string[] = [];
const steps: string[] = [];
let run: LocalRun;
let restore: () => void;

beforeAll(async () => {
  restore = setEnvironment({ AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbEndpoint') });
  run = await startLocalRun({
    ...createRequestLines((line) => lines.push(line)),
    onStep: ({ name }) => steps.push(name),
  });
});

afterAll(async () => {
  await run?.stop();
  restore();
});

const get = (path: string) => fetch(run.url + path);

async function putSample() {
  const { access_token } = (await (await get('/docs/token')).json()) as { access_token: string };
  return fetch(`${run.url}/v1/customers/${sample.id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: '{}',
  });
}

describe('the local run', () => {
  it('reports each part of its start', () => {
    expect(steps).toHaveLength(5);
  });

  it('shows a page with all that it loads', async () => {
    const page = await get('/docs');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const html = await page.text();
    const links = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, link = '']) => link);
    expect(links).toHaveLength(5);
    for (const link of [...links, '/docs/', '/docs/openapi.json']) {
      expect((await get(link)).status, link).toBe(200);
    }
  });

  it('leads from / to it', async () => {
    const { status, headers } = await fetch(run.url, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([302, '/docs']);
  });

  it('reloads nothing where no source has changed', async () => {
    expect(await run.reload()).toBe(false);
  });

  it('shows what is stored of a customer, the social id cut', () => {
    const show = (id: string) =>
      spawnSync(process.execPath, ['local/seed/show.ts', id], {
        env: { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: run.dynamoDbEndpoint },
        encoding: 'utf8',
      });
    const { stdout } = show(sample.id.toUpperCase());
    expect(JSON.parse(stdout)).toMatchObject({ id: sample.id, version: 1, socialId: '6789' });
    const missing = show('00000000-0000-4000-8000-000000000000');
    expect(missing.status).toBe(1);
    expect(missing.stderr).toContain('has no customer 00000000');
  });

  it('answers with a token that the API takes, and shows that request alone as a line', async () => {
    expect((await putSample()).status).toBe(200);
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(`^PUT /v1/customers/${sample.id} 200 {2}\\d+ ms {2}1 DynamoDB call$`),
      ),
    ]);
  });

  it.each([
    ['GET', '/docs/nothing'],
    ['GET', '/docs/../package.json'],
    ['GET', '/docs/%2e%2e/package.json'],
    ['GET', '/docs/constructor'],
    ['POST', '/docs'],
    ['POST', '/docs/token'],
  ])('leaves %s %s to the API, which has no such route', async (method, path) => {
    const answer = await fetch(run.url + path, { method });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ message: 'Not Found' });
  });
});
