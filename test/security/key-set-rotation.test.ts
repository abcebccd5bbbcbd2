import type { JSONWebKeySet } from 'jose';
import { describe, expect, it } from 'vitest';
import { createKeySet } from '../../lambda/token/key-set.ts';
import { createKey, ISSUER, type SigningKey, token } from '../support/raw-issuer.ts';
import { BAD_TOKEN, expectAccepted, expectRefused } from '../support/refusal.ts';
import { startWatchedApp } from '../support/watched-app.ts';

const COOLDOWN_MS = 30_000;
const MAX_AGE_MS = 600_000;

const first = createKey('ES256', 'first');
const second = createKey('EdDSA', 'second');

/** A key set whose fetches are counted, below an app, with a clock that the test moves. */
async function start(...served: SigningKey[]) {
  const state = { now: 0, fetches: 0, served, down: false };
  const fetchJwks = async (): Promise<JSONWebKeySet> => {
    state.fetches++;
    if (state.down) throw new Error('The key set is unavailable.');
    return { keys: state.served.map(({ jwk }) => jwk) } as JSONWebKeySet;
  };
  const keySet = createKeySet({ fetchJwks, now: () => state.now });
  const env = { JWT_ISSUER: ISSUER };
  const app = await startWatchedApp({ env, deps: { getKey: keySet.getKey } });
  return { state, app, keySet };
}

describe('rotation', () => {
  it('accepts a new key at its first token, and the old one beside it', async () => {
    const { state, app } = await start(first);
    await expectAccepted(app, { token: token(first) });
    state.served = [first, second];
    state.now += COOLDOWN_MS;
    await expectAccepted(app, { token: token(second) });
    await expectAccepted(app, { token: token(first) });
    expect(state.fetches).toBe(2);
    await app.stop();
  });

  it('refuses an old key once the new set without it has been fetched', async () => {
    const { state, app } = await start(first);
    await expectAccepted(app, { token: token(first) });
    state.served = [second];
    state.now += COOLDOWN_MS;
    await expectAccepted(app, { token: token(second) });
    await expectRefused(app, { token: token(first) }, BAD_TOKEN);
    await app.stop();
  });

  it('refuses a key ten minutes after it was taken back, without any unknown kid', async () => {
    const { state, app } = await start(first, second);
    await expectAccepted(app, { token: token(first) });
    state.served = [second];
    state.now += MAX_AGE_MS + 1;
    await expectRefused(app, { token: token(first) }, BAD_TOKEN);
    await expectAccepted(app, { token: token(second) });
    await app.stop();
  });

  it('takes the new key where the issuer gave it the old kid', async () => {
    const { state, app } = await start(first);
    await expectAccepted(app, { token: token(first) });
    const replaced = createKey('ES256', 'first');
    state.served = [replaced];
    state.now += MAX_AGE_MS + 1;
    await expectAccepted(app, { token: token(replaced) });
    await expectRefused(app, { token: token(first) }, BAD_TOKEN);
    await app.stop();
  });
});

describe('a flood of unknown kids', () => {
  const flood = async ({ app, state }: Awaited<ReturnType<typeof start>>, seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      const unknown = ['a', 'b', 'c'].map((kid) => token(first, { kid: kid + second }));
      await Promise.all(unknown.map((bearer) => app.put('any', { token: bearer })));
      state.now += 1_000;
    }
  };

  it('costs one fetch at a cold start and one for each 30 s', async () => {
    const started = await start(first);
    await flood(started, 90);
    // At 0, 30 and 60 s; the first fetch knew no kid, so none followed at once.
    expect(started.state.fetches).toBe(3);
    await started.app.stop();
  });

  it('costs one fetch for each 30 s when the keys are known', async () => {
    const started = await start(first);
    await started.keySet.prefetch();
    started.state.now += COOLDOWN_MS;
    await flood(started, 90);
    expect(started.state.fetches).toBe(1 + 3);
    await started.app.stop();
  });

  it('costs two fetches for each 5 s while the key set is down, and holds up no good token', async () => {
    const started = await start(first);
    const { app, state } = started;
    await expectAccepted(app, { token: token(first) });
    state.down = true;
    state.now += COOLDOWN_MS;
    await flood(started, 90);
    expect(state.fetches).toBe(1 + 2 * 18);
    await expectAccepted(app, { token: token(first) });
    await app.stop();
  });

  it('costs one fetch at a time while there has never been a key set', async () => {
    const { app, state } = await start(first);
    state.down = true;
    const bearer = token(first, { kid: 'unknown' });
    const all = Array.from({ length: 50 }, () => app.put('any', { token: bearer }));
    const answers = await Promise.all(all);
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(503));
    expect(state.fetches).toBe(2);
    await app.stop();
  });
});
