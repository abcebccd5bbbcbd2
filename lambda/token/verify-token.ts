import {
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  type JWTVerifyResult,
  jwtVerify,
} from 'jose';
import type { Config } from '../config.ts';
import { ALGORITHMS } from './key-set.ts';
import { TokenFault } from './token-fault.ts';

const CLOCK_TOLERANCE_S = 5;
/** `typ` of an access token; other types are other kinds of tokens (RFC 8725, section 3.11). */
const ACCESS_TOKEN = /^(?:application\/)?(?:at\+)?jwt$/i;

/** Codes that mean a bad token; jose's other errors mean an unusable key set. */
const TOKEN_FAULTS = new Set<string>([
  errors.JWTExpired.code,
  errors.JWTClaimValidationFailed.code,
  errors.JWTInvalid.code,
  errors.JWSInvalid.code,
  errors.JWSSignatureVerificationFailed.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
  errors.JWKSNoMatchingKey.code,
]);

interface VerifyTokenDeps {
  config: Config;
  getKey: JWTVerifyGetKey;
  now: () => Date;
}

/**
 * The claims of a token that the issuer signed for this API and that is valid now. Throws a
 * `TokenFault`, or what `getKey` throws if the keys cannot be fetched.
 */
export async function verifyToken(
  token: string,
  { config: { issuer, audience, audienceClaim }, getKey, now }: VerifyTokenDeps,
): Promise<JWTPayload> {
  const options = {
    issuer,
    algorithms: ALGORITHMS,
    requiredClaims: ['exp'],
    clockTolerance: CLOCK_TOLERANCE_S,
    currentDate: now(),
    ...(audienceClaim === 'aud' && { audience: [...audience] }),
  };
  try {
    const { payload, protectedHeader } = await verifyWithAnyKey(token, getKey, options);
    if (isAccessToken(protectedHeader.typ)) return payload;
  } catch (error) {
    throw toTokenFault(error) ?? error;
  }
  throw new TokenFault('invalid_token', { claim: 'typ' });
}

/** Tries every matching key, because issuers may give several keys the same `kid` or none. */
async function verifyWithAnyKey(
  token: string,
  getKey: JWTVerifyGetKey,
  options: JWTVerifyOptions,
): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, getKey, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      try {
        return await jwtVerify(token, key, options);
      } catch (fault) {
        if (!(fault instanceof errors.JWSSignatureVerificationFailed)) throw fault;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

function isAccessToken(typ: unknown): boolean {
  return typ === undefined || (typeof typ === 'string' && ACCESS_TOKEN.test(typ));
}

function toTokenFault(error: unknown): TokenFault | undefined {
  if (!(error instanceof errors.JOSEError) || !TOKEN_FAULTS.has(error.code)) return undefined;
  const { code } = error;
  const isOfClaim =
    error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired;
  return new TokenFault('invalid_token', isOfClaim ? { code, claim: error.claim } : { code });
}
