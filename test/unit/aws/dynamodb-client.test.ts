import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import {
  DynamoDBClient,
  type DynamoDBClientConfig,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb';
import type { HttpRequest } from '@smithy/core/transport';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createDynamoDbClient, removeMiddlewares } from '../../../lambda/aws/dynamodb-client.ts';
import { defaultProvider } from '../../../lambda/aws/environment-credentials.ts';
import { startFakeServer, text } from '../../support/fake-server.ts';

const credentials = { accessKeyId: 'AK', secretAccessKey: 's', accountId: '123456789012' };
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Where a client with this configuration sends its requests. */
async function endpointOf(config: DynamoDBClientConfig) {
  const client = createDynamoDbClient({ ...config, credentials });
  let endpoint = {};
  client.middlewareStack.add(
    () => async (args) => {
      const { protocol, hostname, path } = args.request as HttpRequest;
      endpoint = { protocol, hostname, path };
      throw new Error('Enough.');
    },
    { step: 'finalizeRequest', priority: 'high' },
  );
  await expect(client.send(new ListTablesCommand())).rejects.toThrow('Enough.');
  return endpoint;
}

describe('createDynamoDbClient', () => {
  it('has no middleware but those that an update needs', () => {
    const { middlewareStack } = createDynamoDbClient();
    expect(middlewareStack.identify()).toEqual([
      'serializerMiddleware - serialize',
      'contentLengthMiddleware - build',
      'hostHeaderMiddleware - build',
      'retryMiddleware - finalizeRequest',
      'httpSigningMiddleware (a.k.a. apiKeyMiddleware,tokenMiddleware,awsAuthMiddleware) - finalizeRequest',
      'deserializerMiddleware - deserialize',
    ]);
  });

  it('is not made without a middleware that the SDK does not have', () => {
    expect(() => removeMiddlewares(new DynamoDBClient(), ['loggerMiddleware', 'gone'])).toThrow(
      'The SDK has no middleware gone: update dynamodb-client.ts.',
    );
  });

  it('takes nothing from configuration files, and no retries from the environment', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aws-config-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'config');
    writeFileSync(file, '[default]\nendpoint_url = http://127.0.0.1:1\nuse_fips_endpoint = true\n');
    vi.stubEnv('AWS_CONFIG_FILE', file);
    vi.stubEnv('AWS_RETRY_MODE', 'adaptive');
    vi.stubEnv('AWS_AUTH_SCHEME_PREFERENCE', 'sigv4a');

    const hostname = 'dynamodb.eu-west-1.amazonaws.com';
    expect(await endpointOf({ region: 'eu-west-1' })).toMatchObject({ hostname });
    const { authSchemePreference, retryStrategy } = createDynamoDbClient().config;
    expect(await retryStrategy()).toMatchObject({ mode: 'standard' });
    expect(await authSchemePreference()).toEqual([]);
  });

  it('has a configuration that V8 copies fast, which the SDK’s own is not', () => {
    setFlagsFromString('--allow-natives-syntax');
    const isFast = new Function('object', 'return %HasFastProperties(object)');
    expect(isFast(createDynamoDbClient().config)).toBe(true);
    expect(isFast(new DynamoDBClient().config)).toBe(false);
  });

  it('tries three times, and no slower after earlier failures', async () => {
    const { maxAttempts, retryStrategy } = createDynamoDbClient().config;
    expect(await maxAttempts()).toBe(3);
    expect(await retryStrategy()).toMatchObject({ mode: 'standard' });
  });

  it.each([
    ['eu-west-1', 'dynamodb.eu-west-1.amazonaws.com'],
    ['us-gov-west-1', 'dynamodb.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', 'dynamodb.cn-north-1.amazonaws.com.cn'],
    ['eusc-de-east-1', 'dynamodb.eusc-de-east-1.amazonaws.eu'],
  ])('calls in %s the endpoint of the region, whatever the account', async (region, hostname) => {
    expect(await endpointOf({ region })).toEqual({ protocol: 'https:', hostname, path: '/' });
  });

  it.each([
    [{ useFipsEndpoint: true }, 'dynamodb-fips.us-east-1.amazonaws.com'],
    [{ useDualstackEndpoint: true }, 'dynamodb.us-east-1.api.aws'],
  ])('calls with %j the endpoint %s', async (config, hostname) => {
    expect(await endpointOf({ region: 'us-east-1', ...config })).toMatchObject({ hostname });
  });

  it('corrects its clock by the answer of a server that refuses it', async () => {
    const hour = 3_600_000;
    const times: number[] = [];
    const server = await startFakeServer((request, response) => {
      times.push(toTime(request.headers['x-amz-date']));
      if (times.length > 1) return text('{}')(request, response);
      const date = new Date(Date.now() + hour).toUTCString();
      response.writeHead(400, { date, 'x-amzn-errortype': 'InvalidSignatureException' });
      response.end('{"__type":"com.amazon.coral.service#InvalidSignatureException"}');
    });
    const client = createDynamoDbClient({ region: 'eu-west-1', credentials, endpoint: server.url });
    await client.send(new ListTablesCommand());
    await server.stop();
    const [first = 0, second = 0] = times;
    expect(Math.round((second - first) / hour)).toBe(1);
  });
});

/** Of a header such as `20261123T040506Z`. */
function toTime(header: unknown): number {
  return Date.parse(String(header).replace(/^(.{4})(..)(..T..)(..)/, '$1-$2-$3:$4:'));
}

describe('credentials of the bundle', () => {
  it('are read from the environment with the first request, and once', async () => {
    const provider = defaultProvider({});
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AK1');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
    expect(await provider()).toMatchObject({ accessKeyId: 'AK1' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AK2');
    expect(await provider()).toMatchObject({ accessKeyId: 'AK1' });
  });
});
