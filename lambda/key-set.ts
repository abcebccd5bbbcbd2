import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

/** No refetch for an unknown `kid` sooner than this after the last fetch. */
const COOLDOWN_MS = 30_000;
/** Older keys are fetched again, so that a key the issuer withdrew does not live on here. */
const MAX_AGE_MS = 600_000;

type LocalKeys = ReturnType<typeof createLocalJWKSet>;

export interface KeySetDeps {
  fetchJwks: () => Promise<JSONWebKeySet>;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Told of every fetch that failed, whether or not there are keys to go on with. */
  onUnreachable?: (fault: unknown) => void;
}

export interface KeySet {
  /** The key for a token's header; rejects with jose's `JWKSNoMatchingKey`, or with the fault of the fetch. */
  getKey: JWTVerifyGetKey;
  /** Fetches the keys ahead of the first token; never rejects. */
  prefetch: () => Promise<void>;
}

/**
 * The issuer's keys, cached. Not jose's remote set, which forgets the keys it
 * has when they cannot be refreshed: here they are kept until a fetch succeeds
 * (docs/api.md, section 5).
 */
export function createKeySet({ fetchJwks, now, onUnreachable }: KeySetDeps): KeySet {
  let keys: LocalKeys | undefined;
  let fetching: Promise<LocalKeys> | undefined;
  let keysSince = Number.NEGATIVE_INFINITY;
  let lastFetch = Number.NEGATIVE_INFINITY;
  let lastFault: unknown;

  const fetchKeys = (): Promise<LocalKeys> => {
    fetching ??= fetchJwks()
      .then((jwks) => {
        keys = createLocalJWKSet(jwks);
        keysSince = now();
        lastFault = undefined;
        return keys;
      })
      .catch((fault: unknown) => {
        lastFault = fault;
        onUnreachable?.(fault);
        throw fault;
      })
      .finally(() => {
        lastFetch = now();
        fetching = undefined;
      });
    return fetching;
  };
  const isCoolingDown = () => now() - lastFetch < COOLDOWN_MS;
  const areStale = () => now() - keysSince > MAX_AGE_MS;

  const currentKeys = async (): Promise<LocalKeys> => {
    // A prefetch may have failed because the sandbox was frozen meanwhile: its fault is not final.
    if (!keys) return (await fetching?.catch(() => undefined)) ?? fetchKeys();
    const known = keys;
    return areStale() && !isCoolingDown() ? fetchKeys().catch(() => known) : known;
  };

  return {
    prefetch: async () => {
      await fetchKeys().catch(() => undefined);
    },
    getKey: async (header, token) => {
      const known = await currentKeys();
      try {
        return await known(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        if (!isCoolingDown()) return (await fetchKeys())(header, token);
        // Whether the issuer has such a key cannot be told while its key set cannot be had.
        throw lastFault ?? error;
      }
    },
  };
}
