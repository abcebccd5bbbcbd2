import { errors } from 'jose';
import { describe, expect, it } from 'vitest';
import { COOLDOWN_MS, createClockedIssuer, OUTAGE } from '../../support/clocked-issuer.ts';

describe('a clock that is set back', () => {
  const BACK_MS = 24 * 3_600_000;

  it('stops no refetch for an unknown key', async () => {
    const issuer = createClockedIssuer('a');
    await issuer.getKey('a');
    issuer.kids = ['a', 'b'];
    issuer.now -= BACK_MS;
    await expect(issuer.getKey('b')).resolves.toBeDefined();
  });

  it('stops no refetch of old keys', async () => {
    const issuer = createClockedIssuer('a', 'b');
    await issuer.getKey('a');
    issuer.kids = ['b'];
    issuer.now -= BACK_MS;
    await expect(issuer.getKey('a')).rejects.toThrow(errors.JWKSNoMatchingKey);
    issuer.kids = ['a', 'b'];
    issuer.now += COOLDOWN_MS;
    await expect(issuer.getKey('a')).resolves.toBeDefined();
  });

  it('stops no fetch after a failed one', async () => {
    const issuer = createClockedIssuer('a');
    issuer.fault = OUTAGE;
    await issuer.prefetch();
    issuer.fault = undefined;
    issuer.now -= BACK_MS;
    await expect(issuer.getKey('a')).resolves.toBeDefined();
  });

  it('costs one fetch, not one for each token', async () => {
    const issuer = createClockedIssuer('a');
    await issuer.getKey('a');
    issuer.now -= BACK_MS;
    for (let i = 0; i < 5; i++) await issuer.getKey('a');
    expect(issuer.fetches).toBe(2);
  });
});
