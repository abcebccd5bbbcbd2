import {
  compactVerify,
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';

/** Accepted algorithms. `Ed25519` is the newer name of `EdDSA` with that curve (RFC 9864). */
export const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];

/** Least time between two fetches, for old keys or for an unknown `kid`. */
const COOLDOWN_MS = 30_000;
/** Least time after a failed fetch, if no known key fits the token. */
const RETRY_MS = 5_000;
/** Older keys are fetched again, so that withdrawn keys expire here. */
const MAX_AGE_MS = 600_000;

type LocalKeys = ReturnType<typeof createLocalJWKSet>;

export interface KeySetDeps {
  fetchJwks: () => Promise<JSONWebKeySet>;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Called when a fetch has failed twice in a row, even if cached keys remain in use. */
  onUnreachable?: (fault: unknown) => void;
}

export interface KeySet {
  /** The key for a token's header; rejects with jose's token errors or `KeySetUnreachable`. */
  getKey: JWTVerifyGetKey;
  /** Fetches the keys before the first token arrives; never rejects. */
  prefetch: () => Promise<void>;
}

/** The issuer's keys could not be fetched, and no known key fits. */
export class KeySetUnreachable extends Error {
  override readonly name = 'KeySetUnreachable';
  /** Seconds until the next fetch is allowed. */
  readonly retryAfter: number;

  constructor(cause: unknown, waitMs: number) {
    super('The key set cannot be fetched.', { cause });
    this.retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  }
}

/**
 * Caches the issuer's keys until a newer fetch succeeds (docs/api.md, section 5). jose's remote
 * set is not used, because it rejects every token once its keys are older than ten minutes and
 * a refetch fails.
 */
export function createKeySet({ fetchJwks, now, onUnreachable }: KeySetDeps): KeySet {
  let keys: LocalKeys | undefined;
  let fetching: Promise<LocalKeys> | undefined;
  let keysSince = Number.NEGATIVE_INFINITY;
  let lastFetch = Number.NEGATIVE_INFINITY;
  let fault: unknown;

  /** The rest of a time span. It is over if the clock was set back, which must not prolong it. */
  const leftOf = (span: number, since: number) => {
    const elapsed = now() - since;
    return elapsed < 0 ? 0 : Math.max(0, span - elapsed);
  };
  const waitMs = () => leftOf(fault === undefined ? COOLDOWN_MS : RETRY_MS, lastFetch);
  const areStale = () =>
    leftOf(MAX_AGE_MS, keysSince) === 0 && leftOf(COOLDOWN_MS, lastFetch) === 0;
  const mayFetch = () => waitMs() === 0;

  const fetchTwice = async (): Promise<LocalKeys> => {
    const fetchOnce = async () => toLocalKeys(await fetchJwks());
    try {
      keys = await fetchOnce().catch(fetchOnce);
      keysSince = now();
      fault = undefined;
      return keys;
    } catch (error) {
      fault = error;
      onUnreachable?.(error);
      throw error;
    } finally {
      lastFetch = now();
      fetching = undefined;
    }
  };
  const fetchKeys = async (): Promise<LocalKeys> => {
    fetching ??= fetchTwice();
    return fetching.catch((error) => {
      throw new KeySetUnreachable(error, waitMs());
    });
  };

  const currentKeys = async (): Promise<LocalKeys> => {
    if (keys) {
      const known = keys;
      return areStale() ? fetchKeys().catch(() => known) : known;
    }
    if (!mayFetch()) throw new KeySetUnreachable(fault, waitMs());
    return fetchKeys();
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
        if (mayFetch()) return (await fetchKeys())(header, token);
        // While the key set cannot be fetched, the issuer may have such a key.
        throw fault === undefined ? error : new KeySetUnreachable(fault, waitMs());
      }
    },
  };
}

/** The keys of a set that can verify a token; throws if there are none or the set is malformed. */
async function toLocalKeys(jwks: JSONWebKeySet): Promise<LocalKeys> {
  createLocalJWKSet(jwks); // throws for what is not a key set
  const candidates = jwks.keys.map(withoutEdDsaName);
  const areUsable = await Promise.all(candidates.map(isUsable));
  const usable = candidates.filter((_, index) => areUsable[index]);
  if (usable.length === 0) throw new errors.JWKSInvalid('The key set has no usable key.');
  return createLocalJWKSet({ keys: usable });
}

/** jose compares `alg` literally, but an Ed25519 key fits both names of the algorithm. */
function withoutEdDsaName({ alg, ...jwk }: JWK): JWK {
  const isEd25519 = jwk.crv === 'Ed25519' && (alg === 'EdDSA' || alg === 'Ed25519');
  return isEd25519 || alg === undefined ? jwk : { ...jwk, alg };
}

/** Whether jose accepts a key up to the point of checking a signature with it. */
async function isUsable(jwk: JWK): Promise<boolean> {
  const only = createLocalJWKSet({ keys: [jwk] });
  for (const alg of ALGORITHMS.filter((name) => jwk.alg === undefined || jwk.alg === name)) {
    const unsigned = `${Buffer.from(JSON.stringify({ alg })).toString('base64url')}..AA`;
    const refusal = await compactVerify(unsigned, only).catch((error: unknown) => error);
    if (refusal instanceof errors.JWSSignatureVerificationFailed) return true;
  }
  return false;
}
