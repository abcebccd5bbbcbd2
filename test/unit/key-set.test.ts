import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errors, exportJWK, type FlattenedJWSInput, generateKeyPair, type JWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { fetchJwks } from '../../lambda/fetch-jwks.ts';
import { createKeySet } from '../../lambda/key-set.ts';

const COOLDOWN_MS = 30_000;
const MAX_AGE_MS = 600_000;
const OUTAGE = new Error('outage');

const jwks = new Map<string, JWK>();
beforeAll(async () => {
  for (const kid of ['a', 'b']) {
    const { publicKey } = await generateKeyPair('ES256');
    jwks.set(kid, { ...(await exportJWK(publicKey)), kid, alg: 'ES256' });
  }
});

/** A key set of an issuer whose keys, faults and clock the test moves; `fetches` counts. */
function createIssuer(kids: string[]) {
  const state = { kids, fault: undefined as Error | undefined, now: 1_000_000, fetches: 0 };
  const keySet = createKeySet({
    fetchJwks: async () => {
      state.fetches++;
      if (state.fault) throw state.fault;
      return { keys: state.kids.map((kid) => jwks.get(kid) ?? {}) };
    },
    now: () => state.now,
  });
  const token = {} as FlattenedJWSInput;
  const getKey = async (kid: string) => keySet.getKey({ alg: 'ES256', kid }, token);
  return Object.assign(state, { getKey, prefetch: keySet.prefetch });
}

describe('a key', () => {
  it('is fetched once for all tokens', async () => {
    const issuer = createIssuer(['a']);
    await issuer.getKey('a');
    await issuer.getKey('a');
    expect(issuer.fetches).toBe(1);
  });

  it('is fetched once for tokens that come together', async () => {
    const issuer = createIssuer(['a']);
    await Promise.all([issuer.getKey('a'), issuer.getKey('a'), issuer.getKey('a')]);
    expect(issuer.fetches).toBe(1);
  });

  it('is there without another fetch where it was fetched ahead', async () => {
    const issuer = createIssuer(['a']);
    await issuer.prefetch();
    await issuer.getKey('a');
    expect(issuer.fetches).toBe(1);
  });

  it('added to the issuer is found after the cooldown', async () => {
    const issuer = createIssuer(['a']);
    await issuer.getKey('a');
    issuer.kids = ['a', 'b'];
    issuer.now += COOLDOWN_MS;
    await expect(issuer.getKey('b')).resolves.toBeDefined();
    expect(issuer.fetches).toBe(2);
  });

  it('that is unknown is not looked for again within the cooldown', async () => {
    const issuer = createIssuer(['a']);
    await issuer.getKey('a');
    issuer.now += COOLDOWN_MS - 1;
    await expect(issuer.getKey('b')).rejects.toThrow(errors.JWKSNoMatchingKey);
    await expect(issuer.getKey('b')).rejects.toThrow(errors.JWKSNoMatchingKey);
    expect(issuer.fetches).toBe(1);
  });

  it('withdrawn by the issuer is gone when the keys are old', async () => {
    const issuer = createIssuer(['a', 'b']);
    await issuer.getKey('a');
    issuer.kids = ['b'];
    issuer.now += MAX_AGE_MS + 1;
    await expect(issuer.getKey('a')).rejects.toThrow(errors.JWKSNoMatchingKey);
  });
});

describe('while the keys cannot be had', () => {
  it('a key that is cached is kept, however old', async () => {
    const issuer = createIssuer(['a']);
    await issuer.getKey('a');
    issuer.fault = OUTAGE;
    issuer.now += 100 * MAX_AGE_MS;
    await expect(issuer.getKey('a')).resolves.toBeDefined();
    expect(issuer.fetches).toBe(2);
  });

  it('old keys are not fetched again within the cooldown', async () => {
    const issuer = createIssuer(['a']);
    await issuer.getKey('a');
    issuer.fault = OUTAGE;
    issuer.now += MAX_AGE_MS + 1;
    await issuer.getKey('a');
    await issuer.getKey('a');
    expect(issuer.fetches).toBe(2);
  });

  it('an unknown key is an outage, within the cooldown too', async () => {
    const issuer = createIssuer(['a']);
    await issuer.getKey('a');
    issuer.fault = OUTAGE;
    issuer.now += COOLDOWN_MS;
    await expect(issuer.getKey('b')).rejects.toBe(OUTAGE);
    await expect(issuer.getKey('b')).rejects.toBe(OUTAGE);
    expect(issuer.fetches).toBe(2);
  });

  it('no key cached is an outage, and the next token tries again', async () => {
    const issuer = createIssuer(['a']);
    issuer.fault = OUTAGE;
    await expect(issuer.getKey('a')).rejects.toBe(OUTAGE);
    issuer.fault = undefined;
    await expect(issuer.getKey('a')).resolves.toBeDefined();
  });

  it('fetching ahead does not fail, and the first token tries again', async () => {
    const issuer = createIssuer(['a']);
    issuer.fault = OUTAGE;
    await expect(issuer.prefetch()).resolves.toBeUndefined();
    issuer.fault = undefined;
    await expect(issuer.getKey('a')).resolves.toBeDefined();
  });

  it('keys that are none count as an outage, not as a bad token', async () => {
    const keySet = createKeySet({ fetchJwks: async () => ({}) as never, now: () => 0 });
    const getKey = async () => keySet.getKey({ alg: 'ES256', kid: 'a' }, {} as FlattenedJWSInput);
    await expect(getKey()).rejects.toThrow(errors.JWKSInvalid);
  });
});

describe('fetching the keys', () => {
  it.each([
    ['gives them', 200, '{"keys":[]}', { keys: [] }],
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
