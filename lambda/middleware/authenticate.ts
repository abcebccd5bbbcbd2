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

/** RFC 6750, section 3, requires at least one parameter after the scheme. */
const NO_CREDENTIALS = 'Bearer realm="customers"';
/** The same for every bad token: the failed check would help attackers more than callers. */
const INVALID_TOKEN =
  'Bearer error="invalid_token", error_description="The access token is invalid or expired"';

/**
 * Verifies the bearer token and sets the caller as `principal` on the context (docs/api.md,
 * section 5). Throws `UNAUTHENTICATED`, `FORBIDDEN`, or `SERVICE_UNAVAILABLE` if the issuer's
 * keys cannot be fetched.
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
        // From here on the log names the caller, even of a refused request: it shows whose token
        // was stolen.
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
  // The token starts with a non-blank and may contain line breaks, so that matching is linear.
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

/** For tokens that could not be checked: they may be valid. */
function toOutage(error: unknown): ProblemError {
  const seconds = error instanceof KeySetUnreachable ? error.retryAfter : 5;
  const headers = { 'retry-after': String(seconds) };
  return new ProblemError('SERVICE_UNAVAILABLE', { cause: error, headers });
}
