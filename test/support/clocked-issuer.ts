import type { FlattenedJWSInput, JSONWebKeySet } from 'jose';
import { createKeySet } from '../../lambda/token/key-set.ts';
import { createKey } from './raw-issuer.ts';

export const COOLDOWN_MS = 30_000;
export const RETRY_MS = 5_000;
export const MAX_AGE_MS = 600_000;
export const OUTAGE = new Error('outage');

/** Two public keys of ES256, by `kid`. */
export const KEYS = { a: createKey('ES256', 'a').jwk, b: createKey('ES256', 'b').jwk };

type Kid = keyof typeof KEYS;

/** A key set whose issuer's keys, faults and clock the test controls; counts its fetches. */
export function createClockedIssuer(...kids: Kid[]) {
  const state = {
    kids,
    /** What is served instead of `kids`. */
    set: undefined as object | undefined,
    fault: undefined as Error | undefined,
    /** How many fetches fail from now on. */
    failures: 0,
    now: 1_000_000,
    fetches: 0,
    /** Calls of onUnreachable. */
    unreachable: 0,
  };
  const keySet = createKeySet({
    fetchJwks: async () => {
      state.fetches++;
      if (state.failures-- > 0) throw OUTAGE;
      if (state.fault) throw state.fault;
      return (state.set ?? { keys: state.kids.map((kid) => KEYS[kid]) }) as JSONWebKeySet;
    },
    now: () => state.now,
    onUnreachable: () => {
      state.unreachable++;
    },
  });
  const getKey = async (kid: string) =>
    keySet.getKey({ alg: 'ES256', kid }, {} as FlattenedJWSInput);
  return Object.assign(state, { getKey, prefetch: keySet.prefetch });
}
