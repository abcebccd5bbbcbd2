import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createClockedIssuer, KEYS, MAX_AGE_MS } from '../../support/clocked-issuer.ts';
import { createKey } from '../../support/raw-issuer.ts';

const jwkOf = (alg: string) => createKey(alg, 'a').jwk;
const shortRsaKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' }),
  kid: 'a',
});
const privateKey = () => ({
  ...createKey('ES256', 'a').privateKey.export({ format: 'jwk' }),
  kid: 'a',
});

describe('a set without a usable key', () => {
  const unusable: [string, object][] = [
    ['no set', {}],
    ['empty', { keys: [] }],
    ['of a key beside what is no key', { keys: [KEYS.a, 5] }],
    ['of keys of an unknown type', { keys: [{ kty: 'XX', kid: 'a' }] }],
    [
      'of a key without its members',
      { keys: [{ kty: 'EC', crv: 'P-256', kid: 'a', alg: 'ES256' }] },
    ],
    ['of a key for encryption', { keys: [{ ...jwkOf('ES256'), use: 'enc' }] }],
    ['of a key of another algorithm', { keys: [jwkOf('ES384')] }],
    ['of a short RSA key', { keys: [shortRsaKey()] }],
    ['of a symmetric key', { keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'a' }] }],
    ['of a private key', { keys: [privateKey()] }],
  ];

  it.each(unusable)('(%s) counts as a failed fetch', async (_, set) => {
    const issuer = createClockedIssuer('a');
    issuer.set = set;
    await expect(issuer.getKey('a')).rejects.toMatchObject({ retryAfter: 5 });
    expect([issuer.fetches, issuer.unreachable]).toEqual([2, 1]);
  });

  it.each(unusable)('(%s) never replaces keys', async (_, set) => {
    const issuer = createClockedIssuer('a');
    await issuer.getKey('a');
    issuer.set = set;
    issuer.now += MAX_AGE_MS + 1;
    await expect(issuer.getKey('a')).resolves.toBeDefined();
    await expect(issuer.getKey('b')).rejects.toMatchObject({ name: 'KeySetUnreachable' });
  });

  it('is another than one with a usable key among unusable ones', async () => {
    const issuer = createClockedIssuer('a');
    issuer.set = { keys: [{ kty: 'XX' }, shortRsaKey(), KEYS.a] };
    await expect(issuer.getKey('a')).resolves.toBeDefined();
  });
});
