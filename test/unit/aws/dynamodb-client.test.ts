import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDynamoDbClient } from '../../../lambda/aws/dynamodb-client.ts';
import { defaultProvider } from '../../../lambda/aws/environment-credentials.ts';
import { startFakeServer, text } from '../../support/fake-server.ts';

const credentials = { accessKeyId: 'AK', secretAccessKey: 's', accountId: '123456789012' };
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('createDynamoDbClient', () => {
  it('has no middleware but those that an update needs', () => {
    const { middlewareStack } = createDynamoDbClient();
    expect(middlewareStack.identify()).toEqual([
      'serializerMiddleware - serialize',
      'retryMiddleware - finalizeRequest',
      'deserializerMiddleware - deserialize',
    ]);
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
    const client = createDynamoDbClient({ region, credentials });
    let request: unknown;
    client.middlewareStack.add(
      () => async (args) => {
        request = args.request;
        throw new Error('Enough.');
      },
      { step: 'finalizeRequest', priority: 'high' },
    );
    await expect(client.send(new ListTablesCommand())).rejects.toThrow('Enough.');
    expect(request).toMatchObject({ protocol: 'https:', hostname, path: '/' });
  });

  it('signs with the time of the request', async () => {
    const times: unknown[] = [];
    const server = await startFakeServer((request, response) => {
      times.push(request.headers['x-amz-date']);
      text('{}')(request, response);
    });
    const client = createDynamoDbClient({ region: 'eu-west-1', credentials, endpoint: server.url });
    vi.useFakeTimers({ toFake: ['Date'] });
    for (const now of ['2026-11-23T23:59:59Z', '2026-11-24T00:00:00Z']) {
      vi.setSystemTime(now);
      await client.send(new ListTablesCommand());
    }
    await server.stop();
    expect(times).toEqual(['20261123T235959Z', '20261124T000000Z']);
  });
});

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
