import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type AnsweredRequest,
  type HttpApi,
  startHttpApi,
} from '../../../../local/api-gateway/http-api.ts';
import type { Handler } from '../../../../local/lambda/lambda-function.ts';

let api: HttpApi | undefined;

afterEach(async () => {
  await api?.stop();
  vi.restoreAllMocks();
});

async function start(handler: Handler, onRequest?: (request: AnsweredRequest) => void) {
  api = await startHttpApi({
    lambda: { handler, timeoutSeconds: 0.2, memoryMb: 512 },
    routeKeys: ['PUT /v1/customers/{customerId}'],
    port: 0,
    ...(onRequest && { onRequest }),
  });
  return api.url;
}

const echo: Handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });

async function put(url: string, path: string, body?: string | Uint8Array<ArrayBuffer>) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url + path, { method: 'PUT', headers, ...(body && { body }) });
  return { response, status: response.status, body: await response.text() };
}

describe('the HTTP front', () => {
  it('calls the handler with the event and sends its result', async () => {
    const { response, status, body } = await put(await start(echo), '/v1/customers/a%20b', '{}');
    const event = JSON.parse(body);
    expect(status).toBe(200);
    expect(event).toMatchObject({ rawPath: '/v1/customers/a b', body: '{}' });
    expect(response.headers.get('apigw-requestid')).toBe(event.requestContext.requestId);
    expect(event.requestContext.requestId).toMatch(/^[\w-]{15}=$/);
  });

  it.each([
    ['a path without a route', '/v1/customer/a', '{}', 404, 'Not Found'],
    ['malformed percent-encoding', '/v1/customers/%', '{}', 400, 'Bad Request'],
    [
      'a body past 10 MB',
      '/v1/customers/a',
      new Uint8Array(10 * 1024 * 1024 + 1),
      413,
      'Request Entity Too Large',
    ],
  ])('answers %s itself', async (_, path, content, expectedStatus, message) => {
    const handler = vi.fn(echo);
    const { response, status, body } = await put(await start(handler), path, content);
    expect(status).toBe(expectedStatus);
    expect(JSON.parse(body)).toEqual({ message });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(handler).not.toHaveBeenCalled();
  });

  it.each<[string, Handler]>([
    ['throws', () => Promise.reject(new Error('secret'))],
    ['throws before it returns a promise', () => fail('secret')],
    ['does not end in time', () => new Promise(() => {})],
    ['returns no response', async () => ({ statusCode: 'secret' })],
    ['returns a header that is none', async () => ({ statusCode: 200, headers: { 'a b': '' } })],
  ])('answers 500 for a handler that %s, and logs why', async (_, handler) => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const { status, body } = await put(await start(handler), '/v1/customers/a', '{}');
    expect(status).toBe(500);
    expect(JSON.parse(body)).toEqual({ message: 'Internal Server Error' });
    expect(log).toHaveBeenCalledOnce();
  });

  it('gives the handler a context whose time runs out', async () => {
    const url = await start(async (_, context) => {
      const before = context.getRemainingTimeInMillis();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { before, after: context.getRemainingTimeInMillis(), id: context.awsRequestId };
    });
    const { before, after, id } = JSON.parse((await put(url, '/v1/customers/a')).body);
    expect(before).toBeGreaterThan(150);
    expect(before).toBeLessThanOrEqual(200);
    expect(after).toBeLessThanOrEqual(before - 45);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('reports each request, without its query', async () => {
    const onRequest = vi.fn<(request: AnsweredRequest) => void>();
    const url = await start(echo, onRequest);
    await put(url, '/v1/customers/a?access_token=s3cret');
    await put(url, '/nowhere?access_token=s3cret?');
    expect(
      onRequest.mock.calls.map(([{ method, path, status }]) => [method, path, status]),
    ).toEqual([
      ['PUT', '/v1/customers/a', 200],
      ['PUT', '/nowhere', 404],
    ]);
  });

  it('survives a client that goes away while sending', async () => {
    const url = await start(echo);
    const aborted = request(`${url}/v1/customers/a`, {
      method: 'PUT',
      headers: { 'content-length': 100 },
    });
    aborted.on('error', () => {});
    aborted.write('{');
    await new Promise((resolve) => setTimeout(resolve, 50));
    aborted.destroy();
    expect((await put(url, '/v1/customers/a')).status).toBe(200);
  });

  it('passes duplicate headers on', async () => {
    const url = await start(echo);
    const headers = ['Host', 'x', 'If-Match', '"1"', 'If-Match', '"2"'];
    const body = await new Promise<string>((resolve, reject) => {
      request(`${url}/v1/customers/a`, { method: 'PUT', headers }, (r) => resolve(text(r)))
        .on('error', reject)
        .end();
    });
    expect(JSON.parse(body).headers['if-match']).toBe('"1","2"');
  });

  it('names the port and the variable where the port is taken', async () => {
    const port = Number(new URL(await start(echo)).port);
    await expect(
      startHttpApi({
        lambda: { handler: echo, timeoutSeconds: 1, memoryMb: 1 },
        routeKeys: [],
        port,
      }),
    ).rejects.toThrow(new RegExp(`Port ${port} is taken.*PORT=${port + 100} npm start`));
  });
});

function fail(message: string): never {
  throw new Error(message);
}
