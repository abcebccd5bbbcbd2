import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/local-run.ts';
import { freePort } from '../../local/shared/ports.ts';
import { CHECKS } from '../../scripts/smoke/checks.ts';
import { createLocalTarget } from '../../scripts/smoke/local-target.ts';
import { runSmoke } from '../../scripts/smoke/run-smoke.ts';
import type { SmokeTarget } from '../../scripts/smoke/smoke-target.ts';
import { setEnvironment } from '../support/environment.ts';
import { listen } from '../support/listen.ts';

let run: LocalRun;
let target: SmokeTarget;
let restore: () => void;

beforeAll(async () => {
  restore = setEnvironment({
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbEndpoint'),
    TENANT_CLAIM: 'tenant',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  run = await startLocalRun();
  target = await createLocalTarget({
    url: run.url,
    tokenEndpoint: run.issuer.tokenEndpoint,
    dynamoDbEndpoint: run.dynamoDbEndpoint,
    scope: 'customers:write',
  });
}, 60_000);

afterAll(async () => {
  target?.client.destroy();
  await run?.stop();
  restore();
});

describe('smoke', () => {
  it('finds the local run well, and leaves nothing behind', async () => {
    const { failures, lines, id } = await smoke(target);

    expect(lines.filter((line) => !line.startsWith('ok'))).toEqual([
      `${run.url}, customer ${id}`,
      '      deletes its customer',
      'All is well.',
    ]);
    expect(failures).toBe(0);
    expect(await storedIds()).not.toContain(id);
  });

  it('reports what is wrong, goes on, and leaves nothing behind', async () => {
    const { failures, lines, id } = await smoke({
      ...target,
      token: await run.issuer.sign({ tenant: 'another' }),
      otherToken: undefined,
    });

    expect(failures).toBeGreaterThan(0);
    expect(lines).toContain(
      'FAIL  updates only the properties in the request: got status 404, wanted 200',
    );
    expect(lines.join('\n')).toContain('skip  rejects a token without the scope');
    expect(lines.join('\n')).toContain('ok    rejects a request without a token');
    expect(await storedIds()).not.toContain(id);
  });

  it.each(['www-authenticate', 'x-amzn-remapped-www-authenticate'])(
    'takes the challenge in %s, and says so',
    async (name) => {
      const gateway = createServer(async (request, response) => {
        const { status, headers, body } = await forward(run.url, request);
        const challenge = headers.get('www-authenticate');
        headers.delete('www-authenticate');
        if (challenge) headers.set(name, challenge);
        response.writeHead(status, Object.fromEntries(headers)).end(body);
      });
      const { lines } = await smoke({
        ...target,
        url: `http://127.0.0.1:${await listen(gateway)}`,
      });
      expect(lines).toContain(`ok    rejects a request without a token: says why in ${name}`);
    },
  );

  it('tries a bound token with its certificate and without, over TLS', async () => {
    const mtls = await startLocalRun({ mtls: true });
    const files = mtls.clientFiles;
    const read = (file = '') => readFileSync(file, 'utf8');
    const bound = await createLocalTarget({
      url: mtls.url,
      tokenEndpoint: mtls.issuer.tokenEndpoint,
      dynamoDbEndpoint: mtls.dynamoDbEndpoint,
      scope: 'customers:write',
      certificate: { cert: read(files?.cert), key: read(files?.key), ca: read(files?.cacert) },
    });
    const { lines, failures } = await smoke(bound);
    bound.client.destroy();
    await mtls.stop();
    expect(mtls.url).toMatch(/^https:/);
    expect(lines).toContain('ok    rejects a bound token without its certificate: answered 401');
    expect(lines).toContain('ok    accepts a bound token with its certificate');
    expect(failures).toBe(0);
    expect(existsSync(files?.key ?? '')).toBe(false);
  }, 60_000);

  it('takes a service that does not answer for a failure of each check', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const { failures, lines } = await smoke({ ...target, url });
    expect(failures).toBe(1 + Object.keys(CHECKS).length);
    expect(lines).toContain(
      'FAIL  updates only the properties in the request: got no answer: ECONNREFUSED',
    );
  });

  it('says what to start where nothing runs', async () => {
    await expect(
      createLocalTarget({
        url: 'http://127.0.0.1:1',
        tokenEndpoint: 'http://127.0.0.1:1/token',
        dynamoDbEndpoint: 'http://127.0.0.1:1',
        scope: 'customers:write',
      }),
    ).rejects.toThrow('Nothing answers at http://127.0.0.1:1. Start it first: npm start');
  });
});

async function forward(url: string, request: IncomingMessage) {
  const { authorization, 'content-type': type = '', ...others } = request.headers;
  const passed = ['if-match', 'idempotency-key'].flatMap((one) => [[one, others[one]]]);
  const response = await fetch(url + request.url, {
    method: 'PUT',
    headers: Object.fromEntries(
      [['authorization', authorization], ['content-type', type], ...passed].filter(
        ([, value]) => value !== undefined,
      ),
    ),
    body: Buffer.concat(await request.toArray()),
  });
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: new Headers(response.headers), body };
}

async function smoke(one: SmokeTarget) {
  const lines: string[] = [];
  const failures = await runSmoke(one, (line) => lines.push(line));
  return { failures, lines, id: lines[0]?.split(' ').at(-1) };
}

async function storedIds() {
  const documents = DynamoDBDocumentClient.from(target.client);
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: target.table }));
  return Items.map(({ id }) => id);
}
