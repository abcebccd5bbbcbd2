import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchJwks } from '../../../lambda/token/fetch-jwks.ts';
import { endless, silent } from '../../support/fake-server.ts';
import { listen } from '../../support/listen.ts';

afterEach(() => vi.useRealTimers());

/** Fetches the keys of an issuer with this behaviour. */
const serve = async (listener: RequestListener) =>
  fetchJwks(`http://127.0.0.1:${await listen(createServer(listener))}/jwks`);

describe('fetching the keys', () => {
  it.each([
    ['gives them', 200, '{"keys":[]}', { keys: [] }],
    ['drops a byte-order mark', 200, '\ufeff{"keys":[]}', { keys: [] }],
    ['fails for another status', 404, '{"keys":[]}', undefined],
    ['does not follow a redirect', 302, '{"keys":[]}', undefined],
    ['fails for what is no JSON', 200, '<html>', undefined],
    ['fails for half an answer', 200, '{"keys":[', undefined],
    ['fails for a body past all measure', 200, `"${'x'.repeat(1024 * 1024)}"`, undefined],
  ])('%s', async (_, status, body, expected) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { location: '/elsewhere' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const fetched = fetchJwks(`http://127.0.0.1:${port}/jwks`);
    if (expected) await expect(fetched).resolves.toEqual(expected);
    else await expect(fetched).rejects.toThrow();
    server.close();
  });
});

describe('the request for the keys', () => {
  it('has what firewalls and issuers demand, as that of jose has', async () => {
    let headers: IncomingHttpHeaders = {};
    await serve((request, response) => {
      headers = request.headers;
      response.end('{"keys":[]}');
    });
    expect(headers).toMatchObject({
      accept: 'application/json, application/jwk-set+json',
      'user-agent': expect.stringMatching(/^[\w-]+$/),
    });
  });

  it.each<[string, (headers: IncomingHttpHeaders) => boolean, number]>([
    ['a firewall that refuses a missing User-Agent', (h) => Boolean(h['user-agent']), 403],
    [
      'an issuer that serves application/jwk-set+json alone',
      (h) => /jwk-set/.test(h.accept ?? ''),
      406,
    ],
    ['an issuer that serves application/json alone', (h) => /\/json/.test(h.accept ?? ''), 406],
  ])('passes %s', async (_, accepts, status) => {
    const fetched = serve((request, response) => {
      response.writeHead(accepts(request.headers) ? 200 : status).end('{"keys":[]}');
    });
    await expect(fetched).resolves.toEqual({ keys: [] });
  });
});

describe('keys that cannot be fetched', () => {
  it.each<[string, RequestListener, string | RegExp]>([
    ['the status', (_, response) => response.writeHead(404).end('{}'), 'Status 404.'],
    [
      'the size',
      (_, response) => response.end(`"${'x'.repeat(512 * 1024 - 1)}"`),
      'The key set is too large.',
    ],
    [
      'a connection that breaks in the answer',
      (_, response) => response.write('{', () => response.destroy()),
      /aborted/,
    ],
    ['a connection that breaks before it', ({ socket }) => socket.destroy(), /socket hang up/],
  ])('fail by %s', async (_, listener, message) => {
    await expect(serve(listener)).rejects.toThrow(message);
  });

  it('take 512 KiB, in UTF-8', async () => {
    const text = 'é'.repeat(512 * 1024 - 2);
    expect(await serve((_, response) => response.end(`"${text}"`))).toBe(text);
  });

  it.each([
    { issuer: 'never answers', listener: silent },
    { issuer: 'never ends its answer', listener: endless },
  ])('ends after two seconds where the issuer $issuer', async ({ listener }) => {
    const message = 'No key set within 2000 ms.';
    const start = performance.now();
    await expect(serve(listener)).rejects.toMatchObject({ name: 'TimeoutError', message });
    expect(performance.now() - start).toBeGreaterThan(1_900);
    expect(performance.now() - start).toBeLessThan(4_000);
  });

  it('leaves no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await serve((_, response) => response.end('{"keys":[]}'));
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
  });
});
