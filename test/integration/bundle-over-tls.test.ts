import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/transport';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createCertificate } from '../support/certificate.ts';
import { type LambdaProcess, putEvent, startLambdaProcess } from '../support/lambda-process.ts';
import { type RawIssuer, startRawIssuer, token } from '../support/raw-issuer.ts';
import { readItem, storeCustomer } from '../support/table.ts';
import { AUDIENCE } from '../support/test-app.ts';

const CREDENTIALS = {
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'secret',
  sessionToken: 'token',
};

interface Received {
  headers: Record<string, string>;
  body: Buffer;
}

/** DynamoDB Local and the issuer's key set behind TLS, as they are in AWS. */
let server: Server;
let received: Received[] = [];
/** Number of connections to close instead of answering. */
let losses = 0;
let issuer: RawIssuer;
let env: Record<string, string>;
let lambda: LambdaProcess;
const folder = mkdtempSync(join(tmpdir(), 'tls-'));

beforeAll(async () => {
  const certificate = await createCertificate();
  const certificateFile = join(folder, 'certificate.pem');
  writeFileSync(certificateFile, certificate.cert);
  server = createServer(certificate, async (request, response) => {
    if (request.method === 'GET') {
      response.end(JSON.stringify({ keys: [issuer.rsa.jwk] }));
      return;
    }
    const headers = request.headers as Record<string, string>;
    const body = await buffer(request);
    received.push({ headers, body });
    if (losses-- > 0) return void request.socket.destroy();
    const { 'content-length': _, connection: __, host: ___, ...forwarded } = headers;
    const endpoint = inject('dynamoDbEndpoint');
    const answer = await fetch(endpoint, { method: 'POST', headers: forwarded, body });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(await answer.bytes());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer = await startRawIssuer();
  env = {
    ...{
      ...issuer.env,
      JWT_AUDIENCE: AUDIENCE,
      TABLE_NAME: inject('tableName'),
      AWS_REGION: 'eu-west-1',
    },
    AWS_ENDPOINT_URL_DYNAMODB: url,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_SESSION_TOKEN: CREDENTIALS.sessionToken,
  };
  lambda = await startLambdaProcess({
    ...env,
    JWKS_URI: url,
    NODE_EXTRA_CA_CERTS: certificateFile,
  });
});
beforeEach(() => {
  received = [];
  losses = 0;
});
afterAll(async () => {
  await lambda.stop();
  await issuer.server.stop();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function put(to: LambdaProcess, id: string, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${token(issuer.rsa)}`;
  const all = { authorization, 'content-type': 'application/json', ...headers };
  return to.invoke(putEvent(id, { headers: all, body: '{"firstName":"Zoë"}' }));
}

/** Of the time in a signature, such as `20261123T040506Z`. */
function toDate(time = ''): Date {
  return new Date(time.replace(/^(.{4})(..)(..T..)(..)/, '$1-$2-$3:$4:'));
}

describe('the deployed bundle, over TLS', () => {
  it("sends an update whose signature is that of the SDK's own signer", async () => {
    const id = await storeCustomer();
    expect(await put(lambda, id)).toMatchObject({ statusCode: 200, headers: { etag: '"2"' } });
    expect(await readItem(id)).toMatchObject({ firstName: 'Zoë', version: 2 });

    expect(received).toHaveLength(1);
    const { headers, body } = received[0] as Received;
    const signer = new SignatureV4({
      ...{ region: 'eu-west-1', service: 'dynamodb', credentials: CREDENTIALS },
      ...{ sha256: Sha256, applyChecksum: false },
    });
    const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
    expect(names).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-target']));
    const signable = names.map((name) => [name, headers[name] ?? '']);
    const signed = await signer.sign(
      new HttpRequest({ method: 'POST', body, headers: Object.fromEntries(signable) }),
      { signingDate: toDate(headers['x-amz-date']) },
    );
    expect(headers).toMatchObject(signed.headers);
  });

  it('sends it again where the answer is lost', async () => {
    losses = 1;
    const id = await storeCustomer();
    expect(await put(lambda, id)).toMatchObject({ statusCode: 200, headers: { etag: '"2"' } });
    expect(received).toHaveLength(2);
  });

  it('reads the item that comes with a failed condition', async () => {
    const id = await storeCustomer();
    const answer = await put(lambda, id, { 'if-match': '"5"' });
    expect(answer).toMatchObject({ statusCode: 412 });
    expect(await readItem(id)).toMatchObject({ version: 1 });
  });

  it('sends nothing to a server whose certificate it cannot verify', async () => {
    const distrustful = await startLambdaProcess(env);
    try {
      expect(await put(distrustful, await storeCustomer())).toMatchObject({ statusCode: 500 });
    } finally {
      await distrustful.stop();
    }
    expect(received).toEqual([]);
  });
});
