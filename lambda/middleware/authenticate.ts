import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { JWTVerifyGetKey } from 'jose';
import type { Config } from '../config.ts';
import { ProblemError } from '../problems.ts';
import { assertHolder } from '../token/confirmation.ts';
import { KeySetUnreachable } from '../token/key-set.ts';
import { assertScope, subjectOf, tenantOf } from '../token/token-claims.ts';
import { TokenFault } from '../token/token-fault.ts';
import { verifyToken } from '../token/verify-token.ts';
import { clientCertificateOf, headerOf } from './http-event.ts';

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

/** RFC 6750, section 3: at least one parameter follows the scheme. */
const NO_CREDENTIALS = 'Bearer realm="customers"';
/** One description for every bad token: which check failed helps an attacker more than a caller. */
const INVALID_TOKEN =
  'Bearer error="invalid_token", error_description="The access token is invalid or expired"';

/**
 * Verifies the bearer token and puts the caller on the context as `principal`
 * (docs/api.md, section 5). Throws `UNAUTHENTICATED`, `FORBIDDEN`, or
 * `SERVICE_UNAVAILABLE` where the issuer's keys cannot be fetched.
 */
export function authenticate(
  deps: AuthenticateDeps,
): MiddlewareObj<APIGatewayProxyEventV2, unknown, Error, Context & { principal: Principal }> {
  const { config } = deps;
  const { senderConstrained, tenantClaim } = config;
  return {
    before: async ({ event, context }) => {
      const token = bearerToken(headerOf(event, 'authorization'));
      try {
        const claims = await verifyToken(token, deps);
        // From here on the log names the caller, refused or not: whose token was stolen matters.
        context.principal = { id: subjectOf(claims, config) };
        const presented = { certificate: clientCertificateOf(event), now: deps.now() };
        assertHolder(claims, presented, senderConstrained);
        assertScope(claims, config);
        if (tenantClaim !== undefined) context.principal.tenantId = tenantOf(claims, tenantClaim);
      } catch (error) {
        throw error instanceof TokenFault ? toRefusal(error) : toOutage(error);
      }
    },
  };
}

function bearerToken(header: string | undefined): string {
  // The token begins with no blank and may hold line breaks, so that nothing is tried twice.
  const token = /^bearer(?: +([^ ].*))?$/is.exec(header?.trim() ?? '')?.[1];
  if (token) return token;
  throw refused('UNAUTHENTICATED', NO_CREDENTIALS, 'NO_CREDENTIALS');
}

function toRefusal({ refusal, reason, scope }: TokenFault): ProblemError {
  if (refusal === 'invalid_token') return refused('UNAUTHENTICATED', INVALID_TOKEN, reason);
  const needed = scope === undefined ? '' : `, scope="${scope}"`;
  return refused('FORBIDDEN', `Bearer error="insufficient_scope"${needed}`, reason);
}

function refused(
  code: 'UNAUTHENTICATED' | 'FORBIDDEN',
  challenge: string,
  reason: string,
): ProblemError {
  return new ProblemError(code, { reason, headers: { 'www-authenticate': challenge } });
}

/** Neither accepted nor rejected: the token may be good. */
function toOutage(error: unknown): ProblemError {
  const seconds = error instanceof KeySetUnreachable ? error.retryAfter : 5;
  const headers = { 'retry-after': String(seconds) };
  return new ProblemError('SERVICE_UNAVAILABLE', { cause: error, headers });
}
