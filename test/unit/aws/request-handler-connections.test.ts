import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRequestHandler } from '../../../lambda/aws/request-handler.ts';
import { createCertificate } from '../../support/certificate.ts';
import { resetInBody, silent, text } from '../../support/fake-server.ts';
import { listen } from '../../support/listen.ts';
import { requestTo } from './request-to.ts';

const handler = createRequestHandler({ timeoutMs: 10_000 });
afterEach(() => {
  vi.useRealTimers();
  handler.destroy();
});

describe('a request leaves no timer behind', () => {
  it.each<[string, RequestListener, Record<string, string>]>([
    ['that was answered', text('{}'), {}],
    ['whose answer was cut off', resetInBody, {}],
    ['whose connection was closed', ({ socket }) => socket.destroy(), {}],
    ['with a header that cannot be sent', text('{}'), { 'x-amz-target': 'a\r' }],
  ])('%s', async (_, answer, headers) => {
    const port = await listen(createServer(answer));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await Promise.allSettled([handler.handle(requestTo(port, { headers }))]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that was not answered in time', async () => {
    const port = await listen(createServer(silent));
    const hasty = createRequestHandler({ timeoutMs: 50 });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    await Promise.allSettled([hasty.handle(requestTo(port))]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a connection', () => {
  async function listenAndCount() {
    const counted = { connections: 0, port: 0 };
    const server = createServer(text('{}')).on('connection', () => counted.connections++);
    counted.port = await listen(server);
    return counted;
  }

  it('is kept for the next request without TLS, too', async () => {
    const counted = await listenAndCount();
    for (let i = 0; i < 3; i++) await handler.handle(requestTo(counted.port));
    expect(counted.connections).toBe(1);
  });

  it('is not opened for a request without time left', async () => {
    const counted = await listenAndCount();
    const sending = handler.handle(requestTo(counted.port), { deadline: performance.now() });
    await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
    await handler.handle(requestTo(counted.port));
    expect(counted.connections).toBe(1);
  });

  it('that is kept ends with the handler', async () => {
    const certificate = await createCertificate();
    setDefaultCACertificates([...getCACertificates('default'), certificate.cert]);
    const server = createTlsServer({ ...certificate, keepAliveTimeout: 0 }, text('{}'));
    const closed = new Promise<string>((resolve) =>
      server.once('secureConnection', (socket) => socket.once('close', () => resolve('closed'))),
    );
    const port = await listen(server);
    await handler.handle(requestTo(port, { protocol: 'https:' }));
    handler.destroy();
    expect(await closed).toBe('closed');
  });

  it('closed in the middle of a response fails at once, not after the time limit', async () => {
    const port = await listen(
      createServer(({ socket }, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{', () => socket.end());
      }),
    );
    const sending = handler.handle(requestTo(port));
    await expect(sending).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('a request', () => {
  it('goes to the path of the endpoint', async () => {
    const port = await listen(createServer(({ url }, response) => response.end(url)));
    const { response } = await handler.handle(requestTo(port, { path: '/dynamodb/' }));
    expect(String(response.body)).toBe('/dynamodb/');
  });
});
