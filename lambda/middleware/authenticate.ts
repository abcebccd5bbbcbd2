import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as v from 'valibot';
import type { Config } from '../config.ts';
import { ALGORITHMS, KeySetUnreachable } from '../key-set.ts';
import { ProblemError } from '../problems.ts';
import { headerOf } from './http-event.ts';

/** The verified caller. */
export interface Principal {
  /** The token's `sub`. */
  id: string;
  tenantId?: string;
}

interface AuthenticateDeps {
  config: Config;
  getKey: JWTVerifyGetKey;
  now: () => Date;
}

const CLOCK_TOLERANCE_S = 5;
/** RFC 6750, section 3: at least one parameter follows the scheme. */
const NO_CREDENTIALS = 'Bearer realm="customers"';

/** Faults of the token itself; everything else out of jose is an outage of the issuer's key set. */
const TOKEN_FAULTS = new Set<string>([
  errors.JWTExpired.code,
  errors.JWTClaimValidationFailed.code,
  errors.JWTInvalid.code,
  errors.JWSInvalid.code,
  errors.JWSSignatureVerificationFailed.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
]);

/**
 * Verifies the bearer token and puts the caller on the context as `principal`
 * (docs/api.md, section 5). Throws `UNAUTHENTICATED`, `FORBIDDEN`, or
 * `SERVICE_UNAVAILABLE` where the issuer's keys cannot be had.
 */
export function authenticate({
  config,
  getKey,
  now,
}: AuthenticateDeps): MiddlewareObj<
  APIGatewayProxyEventV2,
  unknown,
  Error,
  Context & { principal: Principal }
> {
  const { issuer, audience, audienceClaim, requiredScope, tenantClaim } = config;
  // jose has checked `aud` where that is the claim; Amazon Cognito's tokens have `client_id` instead.
  const claimsSchema = v.object({
    sub: v.pipe(v.string(), v.minLength(1), v.maxLength(255), v.check(isWellFormed)),
    client_id: audienceClaim === 'client_id' ? v.literal(audience) : v.optional(v.unknown()),
  });

  const verify = async (token: string): Promise<JWTPayload> => {
    try {
      const { payload } = await jwtVerify(token, getKey, {
        issuer,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: now(),
        ...(audienceClaim === 'aud' && { audience }),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError && TOKEN_FAULTS.has(error.code)) throw invalidToken();
      throw new ProblemError('SERVICE_UNAVAILABLE', {
        cause: error,
        headers: {
          'retry-after': String(error instanceof KeySetUnreachable ? error.retryAfter : 5),
        },
      });
    }
  };

  return {
    before: async ({ event, context }) => {
      const claims = await verify(bearerToken(headerOf(event, 'authorization')));
      const identity = v.safeParse(claimsSchema, claims);
      if (!identity.success) throw invalidToken();
      if (!scopesOf(claims).includes(requiredScope)) throw insufficientScope(requiredScope);
      const principal: Principal = { id: identity.output.sub };
      if (tenantClaim !== undefined) principal.tenantId = tenantOf(claims, tenantClaim);
      context.principal = principal;
    },
  };
}

function bearerToken(header: string | undefined): string {
  // The token begins with no blank and may hold line breaks, so that nothing is tried twice.
  const token = /^bearer(?: +([^ ].*))?$/is.exec(header?.trim() ?? '')?.[1];
  if (token) return token;
  throw new ProblemError('UNAUTHENTICATED', { headers: { 'www-authenticate': NO_CREDENTIALS } });
}

function scopesOf({ scope, scp }: JWTPayload): string[] {
  const scopes = typeof scope === 'string' ? scope.split(' ') : [];
  if (typeof scp === 'string') return [...scopes, ...scp.split(' ')];
  return Array.isArray(scp) ? [...scopes, ...scp] : scopes;
}

function tenantOf(claims: JWTPayload, claim: string): string {
  const tenant = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  if (typeof tenant === 'string' && tenant !== '' && isWellFormed(tenant)) return tenant;
  throw new ProblemError('FORBIDDEN');
}

/** UTF-8 has no unpaired surrogates: what becomes of one, another name may be as well. */
function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}

/** One description for every bad token: which check failed helps an attacker more than a caller. */
function invalidToken(): ProblemError {
  const challenge =
    'Bearer error="invalid_token", error_description="The access token is invalid or expired"';
  return new ProblemError('UNAUTHENTICATED', { headers: { 'www-authenticate': challenge } });
}

function insufficientScope(scope: string): ProblemError {
  const challenge = `Bearer error="insufficient_scope", scope="${scope}"`;
  return new ProblemError('FORBIDDEN', { headers: { 'www-authenticate': challenge } });
}
