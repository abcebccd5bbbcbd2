import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { networkInterfaces } from 'node:os';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { isTransientError } from '@smithy/core/retry';
import { afterEach, describe, expect, it } from 'vitest';
import { createRequestHandler } from '../../../lambda/aws/request-handler.ts';
import { createCertificate } from '../../support/certificate.ts';
import { endless, resetInBody, silent, text } from '../../support/fake-server.ts';
import { listen } from '../../support/listen.ts';
import { requestTo } from './request-to.ts';

const hasIPv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);
const handler = createRequestHandler({ timeoutMs: 10_000 });

afterEach(() => handler.destroy());

/** The result of one request to a server with this behaviour. */
async function handle(answer: RequestListener, timeMs = 5_000) {
  const request = requestTo(await listen(createServer(answer)));
  return handler.handle(request, { deadline: performance.now() + timeMs });
}

const echo: RequestListener = async (request, response) => {
  const { method, url, headers, socket } = request;
  const body = Buffer.concat(await request.toArray()).toString();
  response.writeHead(418, { 'x-from': String(socket.remotePort) });
  response.end(JSON.stringify({ method, url, headers, body }));
};
const parsed = (body: unknown) => JSON.parse(String(body));

describe('an answer', () => {
  it('is given with status, headers and all of its body', async () => {
    const long = 'ä'.repeat(400_000);
    const { response } = await handle(text(long, 400));
    expect(response).toMatchObject({
      statusCode: 400,
      headers: { 'content-type': 'application/json' },
    });
    expect(String(response.body) === long).toBe(true);
  });

  it('is to the request with its headers and length', async () => {
    const { response } = await handle(echo);
    expect(parsed(response.body)).toMatchObject({
      ...{ method: 'POST', url: '/', body: 'Zoë' },
      headers: { 'content-length': '4', 'x-amz-target': 'UpdateItem' },
    });
  });

  it('comes over TLS, on a connection that is kept', async () => {
    const certificate = await createCertificate();
    setDefaultCACertificates([...getCACertificates('default'), certificate.cert]);
    const port = await listen(createTlsServer(certificate, echo));
    const answers = [];
    for (let i = 0; i < 3; i++) {
      answers.push(await handler.handle(requestTo(port, { protocol: 'https:' })));
    }
    expect(answers.map(({ response }) => response.statusCode)).toEqual([418, 418, 418]);
    expect(new Set(answers.map(({ response }) => response.headers['x-from'])).size).toBe(1);
  });

  it.skipIf(!hasIPv6)('comes from an IPv6 address', async () => {
    const port = await listen(createServer(echo), '::1');
    const { response } = await handler.handle(requestTo(port, { hostname: '[::1]' }));
    expect(response.statusCode).toBe(418);
  });
});

describe('a fault that the SDK tries again', () => {
  it.each<[string, RequestListener]>([
    ['no answer in time', silent],
    ['an answer that does not end in time', endless],
  ])('%s', async (_, answer) => {
    const hasty = createRequestHandler({ timeoutMs: 50 });
    const request = requestTo(await listen(createServer(answer)));
    const fault = await hasty.handle(request).catch((error) => error);
    expect(fault).toMatchObject({ name: 'TimeoutError', message: 'No answer within 50 ms.' });
    expect(isTransientError(fault)).toBe(true);
  });

  it.each<[string, RequestListener]>([
    ['an answer cut off', resetInBody],
    ['a connection closed', ({ socket }) => socket.destroy()],
  ])('%s', async (_, answer) => {
    const fault = await handle(answer).catch((error) => error);
    expect(fault).toMatchObject({ code: 'ECONNRESET' });
    expect(isTransientError(fault)).toBe(true);
  });

  it('no server', async () => {
    const server = createServer();
    const port = await listen(server);
    server.close();
    const fault = await handler.handle(requestTo(port)).catch((error) => error);
    expect(fault).toMatchObject({ code: 'ECONNREFUSED' });
    expect(isTransientError(fault)).toBe(true);
  });

  it('a certificate of an unknown authority is not among them', async () => {
    const port = await listen(createTlsServer(await createCertificate(), echo));
    const request = requestTo(port, { protocol: 'https:' });
    const fault = await handler.handle(request).catch((error) => error);
    expect(fault).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(isTransientError(fault)).toBe(false);
  });
});

describe('a request without time left', () => {
  const OUT_OF_TIME = { name: 'AbortError', message: 'No time is left for the request.' };

  it.each<[string, RequestListener]>([
    ['before the answer', silent],
    ['within the answer', endless],
  ])('ends its connection %s', async (_, answer) => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const sending = handle((request, response) => {
      request.socket.once('close', resolve);
      answer(request, response);
    }, 100);
    await expect(sending).rejects.toMatchObject(OUT_OF_TIME);
    await closed;
  });
});
