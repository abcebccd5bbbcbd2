import type { RequestListener } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { fetchJwks } from '../../lambda/token/fetch-jwks.ts';
import { createKeySet, type KeySet } from '../../lambda/token/key-set.ts';
import {
  endless,
  keys,
  resetInBody,
  silent,
  startFakeServer,
  text,
} from '../support/fake-server.ts';
import { createKey, ISSUER, token } from '../support/raw-issuer.ts';
import { BAD_TOKEN, expectAccepted, expectRefused } from '../support/refusal.ts';
import type { TestApp } from '../support/test-app.ts';
import { startWatchedApp } from '../support/watched-app.ts';

const RETRY_MS = 5_000;
const MAX_AGE_MS = 600_000;
// A fetch gives up after 2 s, and is tried twice.
const HANG_MS = 7_000;

const key = createKey('ES256', 'known');
const elsewhere = await startFakeServer(keys(key.jwk));
afterAll(() => elsewhere.stop());

const jwks = JSON.stringify({ keys: [key.jwk] });
const redirect: RequestListener = (_request, response) => {
  response.writeHead(302, { location: elsewhere.url }).end();
};

/** Each serves the right key in a way that must be refused, or nothing. */
const faults: [string, RequestListener][] = [
  ['is silent', silent],
  ['never comes to the end of its answer', endless],
  ['resets the connection in mid-body', resetInBody],
  ['closes the connection at once', (request) => request.socket.destroy()],
  ['answers 500', text(jwks, 500)],
  ['answers 404', text(jwks, 404)],
  ['answers 203', text(jwks, 203)],
  ['redirects', redirect],
  ['sends more than it may', text(JSON.stringify({ keys: [key.jwk], pad: 'x'.repeat(600_000) }))],
  ['sends nothing', text('')],
  ['sends no JSON', text('<html>')],
  ['sends JSON cut short', text(jwks.slice(0, -1))],
  ['sends two key sets', text(jwks + jwks)],
  ['sends null', text('null')],
  ['sends an array', text(`[${jwks}]`)],
  ['sends the key alone', text(JSON.stringify(key.jwk))],
  ['sends a key set whose keys are an object', text(`{"keys":{"0":${JSON.stringify(key.jwk)}}}`)],
  ['sends a key set whose keys are no objects', text('{"keys":["known"]}')],
  ['sends a key set without a key', text('{"keys":[]}')],
  ['sends a key set without a usable key', keys({ ...key.jwk, use: 'enc' })],
  ['sends 10,000 nested arrays', text('['.repeat(10_000))],
];

/** An app of its own on a key set server of its own, with a clock that the test moves. */
async function start(listener: RequestListener) {
  const server = await startFakeServer(listener);
  let now = 0;
  const keySet: KeySet = createKeySet({ fetchJwks: () => fetchJwks(server.url), now: () => now });
  const env = { JWT_ISSUER: ISSUER, JWKS_URI: server.url };
  const app = await startWatchedApp({ env, deps: { getKey: keySet.getKey } });
  const pass = (ms: number) => {
    now += ms;
  };
  const stop = () => Promise.all([app.stop(), server.stop()]);
  return { server, app, keySet, pass, stop };
}

async function expectUnavailable(app: TestApp, bearer: string): Promise<void> {
  const started = performance.now();
  await expectRefused(app, { token: bearer }, { status: 503 });
  expect(performance.now() - started).toBeLessThan(HANG_MS);
  expect(app.logs.at(-1)).toMatchObject({ level: 'ERROR', errorCode: 'SERVICE_UNAVAILABLE' });
}

describe.concurrent('a key set that at the first request', () => {
  it.each(faults)('%s makes the answer 503, until it can be had', async (_name, fault) => {
    const { server, app, pass, stop } = await start(fault);
    await expectUnavailable(app, token(key));
    expect(elsewhere.requests()).toBe(0);

    server.answer(keys(key.jwk));
    await expectUnavailable(app, token(key));
    expect(server.requests()).toBe(2);
    pass(RETRY_MS);
    await expectAccepted(app, { token: token(key) });
    await stop();
  });

  it('cannot be reached makes the answer 503', async () => {
    const { server, app, stop } = await start(silent);
    await server.stop();
    await expectUnavailable(app, token(key));
    await stop();
  });

  it('was silent when the function started makes the answer 503', async () => {
    const { app, keySet, stop } = await start(silent);
    await keySet.prefetch();
    await expectUnavailable(app, token(key));
    await stop();
  });
});

describe.concurrent('a key set that later', () => {
  it.each(faults)('%s leaves the known keys in force, and others at 503', async (_name, fault) => {
    const { server, app, pass, stop } = await start(keys(key.jwk));
    await expectAccepted(app, { token: token(key) });

    server.answer(fault);
    pass(MAX_AGE_MS + 1);
    await expectAccepted(app, { token: token(key) });
    expect(server.requests()).toBe(1 + 2);
    // For five seconds the last fetch's fault is reused.
    await expectUnavailable(app, token(key, { kid: 'new' }));
    expect(server.requests()).toBe(1 + 2);

    server.answer(keys(key.jwk));
    pass(RETRY_MS);
    await expectRefused(app, { token: token(key, { kid: 'new' }) }, BAD_TOKEN);
    expect(server.requests()).toBe(1 + 3);
    await stop();
  });

  it('is down answers 503 to an unknown kid, and never passes it', async () => {
    const { server, app, pass, stop } = await start(keys(key.jwk));
    await expectAccepted(app, { token: token(key) });
    await server.stop();
    pass(30_000);
    await expectUnavailable(app, token(createKey('ES256', 'new')));
    await expectAccepted(app, { token: token(key) });
    await stop();
  });
});

describe('a key of the set', () => {
  const unusable: [string, object][] = [
    ['for encryption', { ...key.jwk, use: 'enc' }],
    ['for deriving other keys', { ...key.jwk, key_ops: ['deriveBits'] }],
    ['of another curve', createKey('ES384', 'known').jwk],
    ['of an unknown type', { ...key.jwk, kty: 'XX' }],
    ['that is no point of the curve', { ...key.jwk, x: key.jwk.y, y: key.jwk.x }],
    ['without its x', { ...key.jwk, x: undefined }],
  ];
  it.each(unusable)('%s lets nobody in: alone it is an outage', async (_name, jwk) => {
    const { app, stop } = await start(keys(jwk));
    await expectUnavailable(app, token(key));
    await stop();
  });

  it.each(unusable)('%s lets nobody in: beside others it is no outage', async (_name, jwk) => {
    const { app, stop } = await start(keys(createKey('ES256', 'other').jwk, jwk));
    await expectRefused(app, { token: token(key) }, BAD_TOKEN);
    await stop();
  });

  it('stays one where the issuer serves none any more: that is a fault, not a withdrawal', async () => {
    const { server, app, pass, stop } = await start(keys(key.jwk));
    await expectAccepted(app, { token: token(key) });
    server.answer(keys());
    pass(MAX_AGE_MS + 1);
    await expectAccepted(app, { token: token(key) });
    await stop();
  });
});
