import { errors, type JSONWebKeySet } from 'jose';
import { describe, expect, it } from 'vitest';
import { createKeySet } from '../../../lambda/token/key-set.ts';
import { createKey } from '../../support/raw-issuer.ts';

const ed = createKey('EdDSA', 'ed').jwk;
const rsa = createKey('RS256', 'rsa').jwk;
const ec = createKey('ES256', 'ec').jwk;

/** Resolves the key for a token's header from a set of these keys. */
function keyFor(header: { alg: string; kid?: string }, ...keys: object[]) {
  const fetchJwks = async () => ({ keys }) as unknown as JSONWebKeySet;
  return createKeySet({ fetchJwks, now: Date.now }).getKey(header, {} as never);
}

describe('a key of Ed25519', () => {
  it.each(['EdDSA', 'Ed25519', undefined])('of alg %s fits both names', async (name) => {
    const { alg: _, ...key } = ed;
    for (const alg of ['EdDSA', 'Ed25519']) {
      const found = keyFor({ alg, kid: 'ed' }, name ? { ...key, alg: name } : key);
      await expect(found).resolves.toMatchObject({ type: 'public' });
    }
  });

  it('of another alg fits neither', async () => {
    const found = keyFor({ alg: 'EdDSA', kid: 'ed' }, { ...ed, alg: 'ES256' }, rsa);
    await expect(found).rejects.toThrow(errors.JWKSNoMatchingKey);
  });
});

it('a key is for its own algorithm alone', async () => {
  await expect(keyFor({ alg: 'RS256', kid: 'rsa' }, rsa)).resolves.toBeDefined();
  await expect(keyFor({ alg: 'PS256', kid: 'rsa' }, rsa)).rejects.toThrow(errors.JWKSNoMatchingKey);
  const pss = { ...rsa, alg: 'PS256' };
  await expect(keyFor({ alg: 'PS256', kid: 'rsa' }, pss)).resolves.toBeDefined();
});

it('several matching keys are reported as such, without another fetch', async () => {
  let fetches = 0;
  let now = 0;
  const fetchJwks = async () => {
    fetches += 1;
    return { keys: [ec, createKey('ES256', 'ec').jwk] } as unknown as JSONWebKeySet;
  };
  const { getKey, prefetch } = createKeySet({ fetchJwks, now: () => now });
  await prefetch();
  now += 30_000; // an unknown key would be looked for
  const finding = getKey({ alg: 'ES256', kid: 'ec' }, {} as never);
  await expect(finding).rejects.toThrow(errors.JWKSMultipleMatchingKeys);
  expect(fetches).toBe(1);
});

it('an unreachable issuer is an outage even without onUnreachable', async () => {
  const cause = new Error('down');
  const fetchJwks = () => Promise.reject(cause);
  const { getKey } = createKeySet({ fetchJwks, now: Date.now });
  await expect(getKey({ alg: 'ES256' }, {} as never)).rejects.toMatchObject({
    ...{ name: 'KeySetUnreachable', message: 'The key set cannot be fetched.' },
    ...{ retryAfter: 5, cause },
  });
});
