import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { METRICS_NAMESPACE } from '../../lambda/request-metrics.ts';
import { toHttpApiEvent } from '../../local/api-gateway/http-api-event.ts';
import { type LocalIssuer, startIssuer } from '../../local/issuer.ts';
import { LOCAL_AWS } from '../../local/shared/defaults.ts';
import { storeCustomer } from '../support/table.ts';
import { type RuntimeApi, startRuntimeApi } from './support/runtime-api.ts';

/** Not a dependency: installing it compiles C++, and npm ci must work without a compiler. */
const RUNTIME_CLIENT = process.env.AWS_LAMBDA_RIC ?? 'node_modules/aws-lambda-ric';
const isInstalled = existsSync(join(RUNTIME_CLIENT, 'rapid-client.node'));
const HOW = isInstalled
  ? ''
  : ' (skipped: install aws-lambda-ric@4 in a folder of its own, which takes cmake, make and a C++ compiler, and name its package folder in AWS_LAMBDA_RIC)';

describe.skipIf(!isInstalled)(`the deployed asset under AWS's own runtime client${HOW}`, () => {
  let issuer: LocalIssuer;
  let runtime: RuntimeApi;
  let client: ChildProcess;
  let log = '';

  beforeAll(async () => {
    issuer = await startIssuer({ port: 0, audience: 'customers' });
    runtime = await startRuntimeApi();
    const assetDir = inject('functionAssetDir');
    client = spawn(process.execPath, [join(RUNTIME_CLIENT, 'index.mjs')], {
      // As in Lambda: only the asset and the function's environment.
      cwd: assetDir,
      env: {
        ...LOCAL_AWS,
        AWS_LAMBDA_RUNTIME_API: runtime.address,
        AWS_LAMBDA_FUNCTION_NAME: 'update-customer',
        AWS_LAMBDA_FUNCTION_VERSION: '1',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1769',
        AWS_LAMBDA_LOG_GROUP_NAME: 'logs',
        AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
        LAMBDA_TASK_ROOT: assetDir,
        _HANDLER: 'index.handler',
        AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbEndpoint'),
        TABLE_NAME: inject('tableName'),
        JWT_ISSUER: issuer.issuer,
        JWT_AUDIENCE: 'customers',
        JWKS_URI: issuer.jwksUri,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [client.stdout, client.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        log += chunk;
      });
    }
  }, 30_000);

  afterAll(async () => {
    client?.kill('SIGKILL');
    runtime?.stop();
    await issuer?.stop();
  });

  beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(log)));

  it('starts and updates a customer', async () => {
    const id = await storeCustomer();
    const body = { primaryPhoneNumber: { extension: '31' } };
    const result = await runtime.invoke(eventFor(id, body, await issuer.sign()));

    expect(result).toMatchObject({ statusCode: 200, headers: { etag: '"2"' } });
    expect(JSON.parse((result as { body: string }).body)).toMatchObject({ id, ...body });
  });

  it('answers a request without a token itself', async () => {
    const result = await runtime.invoke(eventFor(crypto.randomUUID(), {}));
    expect(result).toMatchObject({ statusCode: 401 });
  });

  it('logs one line of JSON for each request, with its metrics', async () => {
    const lines = log.split('\n').filter(Boolean);
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({
        message: 'request',
        function_name: 'update-customer',
        _aws: { CloudWatchMetrics: [{ Namespace: METRICS_NAMESPACE }] },
      });
    }
  });
});

function eventFor(id: string, body: unknown, token?: string) {
  const authorization = token === undefined ? [] : ['authorization', `Bearer ${token}`];
  return toHttpApiEvent(
    {
      method: 'PUT',
      url: `/v1/customers/${id}`,
      httpVersion: '1.1',
      rawHeaders: ['host', 'api.example', 'content-type', 'application/json', ...authorization],
      sourceIp: '127.0.0.1',
      port: 443,
      body: Buffer.from(JSON.stringify(body)),
    },
    {
      routeKey: 'PUT /v1/customers/{customerId}',
      path: `/v1/customers/${id}`,
      pathParameters: { customerId: id },
    },
    { requestId: crypto.randomUUID(), now: new Date() },
  );
}
