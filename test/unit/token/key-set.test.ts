import { errors } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  COOLDOWN_MS,
  createClockedIssuer,
  MAX_AGE_MS,
  OUTAGE,
  RETRY_MS,
} from '../../support/clocked-issuer.ts';

describe('a key', () => {
  it('is fetched once for all tokens', async () => {
    const issuer = createClockedIssuer('a');
    await issuer.getKey('a');
    await issuer.getKey('a');
    expect(issuer.fetches).toBe(1);
  });

  it('is not fetched again for ten minutes', async () => {
    const issuer = createClockedIssuer('a');
    await issuer.getKey('a');
    issuer.now += MAX_AGE_MS - 1;
    await issuer.getKey('a');
    expect(issuer.fetches).toBe(1);
    issuer.now += 1;
    await issuer.getKey('a');
    expect(issuer.fetches).toBe(2);
  });

  it('is fetched once for tokens that come together', async () => {
    const issuer = createClockedIssuer('a');
    await Promise.all([issuer.getKey('a'), issuer.getKey('a'), issuer.getKey('a')]);
    expect(issuer.fetches).toBe(1);
  });

  it('is there without another fetch where it was fetched ahead', async () => {
    const issuer = createClockedIssuer('a');
    await issuer.prefetch();
    await issuer.getKey('a');
    expect(issuer.fetches).toBe(1);
  });

  it('added to the issuer is found after the cooldown', async () => {
    const issuer = createClockedIssuer('a');
    await issuer.getKey('a');
    issuer.kids = ['a', 'b'];
    issuer.now += COOLDOWN_MS;
    await expect(issuer.getKey('b')).resolves.toBeDefined();
    expect(issuer.fetches).toBe(2);
  });

  it('that is unknown is not looked for again within the cooldown', async () => {
    const issuer = createClockedIssuer('a');
    await issuer.getKey('a');
    issuer.now += COOLDOWN_MS - 1;
    await expect(issuer.getKey('b')).rejects.toThrow(errors.JWKSNoMatchingKey);
    await expect(issuer.getKey('b')).rejects.toThrow(errors.JWKSNoMatchingKey);
    expect(issuer.fetches).toBe(1);
  });

  it('withdrawn by the issuer is gone when the keys are old', async () => {
    const issuer = createClockedIssuer('a', 'b');
    await issuer.getKey('a');
    issuer.kids = ['b'];
    issuer.now += MAX_AGE_MS + 1;
    await expect(issuer.getKey('a')).rejects.toThrow(errors.JWKSNoMatchingKey);
  });
});

describe('while the keys cannot be fetched', () => {
  it('a key that is cached is kept, however old', async () => {
    const issuer = createClockedIssuer('a');
    await issuer.getKey('a');
    issuer.fault = OUTAGE;
    issuer.now += 100 * MAX_AGE_MS;
    await expect(issuer.getKey('a')).resolves.toBeDefined();
    expect(issuer.fetches).toBe(1 + 2);
  });

  it('old keys are not fetched again within the cooldown', async () => {
    const issuer = createClockedIssuer('a');
    await issuer.getKey('a');
    issuer.fault = OUTAGE;
    issuer.now += MAX_AGE_MS + 1;
    await issuer.getKey('a');
    issuer.now += COOLDOWN_MS - 1;
    await issuer.getKey('a');
    expect(issuer.fetches).toBe(1 + 2);
  });

  it('an unknown key is an outage, looked for again after five seconds', async () => {
    const issuer = createClockedIssuer('a');
    await issuer.getKey('a');
    issuer.fault = OUTAGE;
    issuer.now += COOLDOWN_MS;
    await expect(issuer.getKey('b')).rejects.toMatchObject({ cause: OUTAGE, retryAfter: 5 });
    issuer.now += RETRY_MS - 1;
    await expect(issuer.getKey('b')).rejects.toMatchObject({ cause: OUTAGE, retryAfter: 1 });
    expect(issuer.fetches).toBe(1 + 2);
    issuer.now += 1;
    await expect(issuer.getKey('b')).rejects.toMatchObject({ cause: OUTAGE, retryAfter: 5 });
    expect(issuer.fetches).toBe(1 + 4);
  });

  it('no key cached is an outage for five seconds, counted down', async () => {
    const issuer = createClockedIssuer('a');
    issuer.fault = OUTAGE;
    await expect(issuer.getKey('a')).rejects.toMatchObject({ cause: OUTAGE, retryAfter: 5 });
    issuer.fault = undefined;
    for (const retryAfter of [5, 4, 3, 2, 1]) {
      await expect(issuer.getKey('a')).rejects.toMatchObject({ cause: OUTAGE, retryAfter });
      issuer.now += 1_000;
    }
    expect(issuer.fetches).toBe(2);
    await expect(issuer.getKey('a')).resolves.toBeDefined();
    expect(issuer.fetches).toBe(3);
  });

  it('fetching ahead does not fail, and counts as a failed fetch', async () => {
    const issuer = createClockedIssuer('a');
    issuer.fault = OUTAGE;
    await expect(issuer.prefetch()).resolves.toBeUndefined();
    await expect(issuer.getKey('a')).rejects.toMatchObject({ retryAfter: 5 });
    issuer.fault = undefined;
    issuer.now += RETRY_MS;
    await expect(issuer.getKey('a')).resolves.toBeDefined();
  });

  it('a failed fetch is repeated at once; if that succeeds, onUnreachable is not called', async () => {
    const issuer = createClockedIssuer('a');
    issuer.failures = 1;
    await expect(issuer.getKey('a')).resolves.toBeDefined();
    expect([issuer.fetches, issuer.unreachable]).toEqual([2, 0]);
    // Afterwards the full cooldown applies again.
    issuer.now += COOLDOWN_MS - 1;
    await expect(issuer.getKey('b')).rejects.toThrow(errors.JWKSNoMatchingKey);
    expect(issuer.fetches).toBe(2);
  });

  it('two failed fetches are reported once', async () => {
    const issuer = createClockedIssuer('a');
    issuer.failures = 2;
    await issuer.prefetch();
    expect([issuer.fetches, issuer.unreachable]).toEqual([2, 1]);
  });
});
