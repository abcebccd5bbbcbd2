import {
  compactVerify,
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';

/** Algorithms of the tokens. `Ed25519` is the newer name of `EdDSA` with that curve (RFC 9864). */
export const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];

/** After a fetch, keys that are old or lack a `kid` are not fetched again sooner. */
const COOLDOWN_MS = 30_000;
/** The same after a fetch that failed, where no key fits the token. */
const RETRY_MS = 5_000;
/** Older keys are fetched again, so that a key the issuer withdrew does not live on here. */
const MAX_AGE_MS = 600_000;

type LocalKeys = ReturnType<typeof createLocalJWKSet>;

export interface KeySetDeps {
  fetchJwks: () => Promise<JSONWebKeySet>;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Called for every fetch that failed twice, whether or not there are keys to go on with. */
  onUnreachable?: (fault: unknown) => void;
}

export interface KeySet {
  /** The key for a token's header; rejects with jose's faults of such a token, or with `KeySetUnreachable`. */
  getKey: JWTVerifyGetKey;
  /** Fetches the keys ahead of the first token; never rejects. */
  prefetch: () => Promise<void>;
}

/** The issuer's keys could not be fetched, and no known key fits. */
export class KeySetUnreachable extends Error {
  override readonly name = 'KeySetUnreachable';
  /** Seconds until the next fetch. */
  readonly retryAfter: number;

  constructor(cause: unknown, waitMs: number) {
    super('The key set cannot be fetched.', { cause });
    this.retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  }
}

/**
 * The issuer's keys, cached. Not jose's remote set, which rejects every token
 * once its keys are older than ten minutes and a refetch fails: here they are
 * kept until a fetch succeeds (docs/api.md, section 5).
 */
export function createKeySet({ fetchJwks, now, onUnreachable }: KeySetDeps): KeySet {
  let keys: LocalKeys | undefined;
  let fetching: Promise<LocalKeys> | undefined;
  let keysSince = Number.NEGATIVE_INFINITY;
  let lastFetch = Number.NEGATIVE_INFINITY;
  let fault: unknown;

  /** What is left of a time span; none where the clock was set back, which must not prolong it. */
  const leftOf = (span: number, since: number) => {
    const elapsed = now() - since;
    return elapsed < 0 ? 0 : Math.max(0, span - elapsed);
  };
  const waitMs = () => leftOf(fault === undefined ? COOLDOWN_MS : RETRY_MS, lastFetch);
  const areStale = () =>
    leftOf(MAX_AGE_MS, keysSince) === 0 && leftOf(COOLDOWN_MS, lastFetch) === 0;
  const mayFetch = () => fetching !== undefined || waitMs() === 0;

  const fetchTwice = async (): Promise<LocalKeys> => {
    const attempt = async () => toLocalKeys(await fetchJwks());
    try {
      keys = await attempt().catch(attempt);
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
        // Whether the issuer has such a key is unknown while its key set cannot be fetched.
        throw fault === undefined ? error : new KeySetUnreachable(fault, waitMs());
      }
    },
  };
}

/** The keys of a set that can verify a token; throws where there is none, as for a set that is malformed. */
async function toLocalKeys(jwks: JSONWebKeySet): Promise<LocalKeys> {
  createLocalJWKSet(jwks); // throws for what is not a key set
  const candidates = jwks.keys.map(withoutEdDsaName);
  const areUsable = await Promise.all(candidates.map(isUsable));
  const usable = candidates.filter((_, index) => areUsable[index]);
  if (usable.length === 0) throw new errors.JWKSInvalid('The key set has no usable key.');
  return createLocalJWKSet({ keys: usable });
}

/** jose compares names, and either name of the algorithm fits such a key. */
function withoutEdDsaName({ alg, ...jwk }: JWK): JWK {
  const isEd25519 = jwk.crv === 'Ed25519' && (alg === 'EdDSA' || alg === 'Ed25519');
  return isEd25519 || alg === undefined ? jwk : { ...jwk, alg };
}

/** Whether jose takes a key as far as comparing a signature with it. */
async function isUsable(jwk: JWK): Promise<boolean> {
  const only = createLocalJWKSet({ keys: [jwk] });
  for (const alg of ALGORITHMS) {
    const unsigned = `${Buffer.from(JSON.stringify({ alg })).toString('base64url')}..AA`;
    const refusal = await compactVerify(unsigned, only).catch((error: unknown) => error);
    if (refusal instanceof errors.JWSSignatureVerificationFailed) return true;
  }
  return false;
}
