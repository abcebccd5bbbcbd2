import type { Report, Values } from './context-keys.ts';
import type { Stage } from './stages.ts';

/** An existing issuer and its tokens. */
export interface ExistingIdentity {
  readonly kind: 'existing';
  readonly issuer: string;
  /** One or more, separated by spaces as in JWT_AUDIENCE. */
  readonly audience: string;
  readonly jwksUri: string;
  readonly audienceClaim: string | undefined;
  readonly requiredScope: string | undefined;
  readonly scopeClaim: string | undefined;
}

/** Which tokens the function accepts; values may be CDK tokens. */
export type TokenRules = Omit<ExistingIdentity, 'kind'>;

/** An existing issuer, or a user pool that the stack creates. */
export type Identity = ExistingIdentity | { readonly kind: 'cognito' };

/** The keys that describe an existing issuer. */
const ISSUER_KEYS = [
  'issuer',
  'audience',
  'jwksUri',
  'audienceClaim',
  'requiredScope',
  'scopeClaim',
] as const;
/** The remedy for a key that needs an existing issuer. */
export const LEAVE_OUT_OR_EXISTING = 'Leave it out, or pass -c identity=existing.';

/** The requested identity. `jwksUri` defaults to `/.well-known/jwks.json` below the issuer. */
export function toIdentity(
  context: Readonly<Record<string, unknown>>,
  given: Values,
  stage: Stage,
  report: Report,
): Identity {
  const issuerKeys = ISSUER_KEYS.filter((name) => context[name] !== undefined);
  const byDefault = stage === 'sandbox' && issuerKeys.length === 0 ? 'cognito' : 'existing';
  if ((given.identity ?? byDefault) === 'cognito') {
    for (const name of issuerKeys) {
      report(name, 'of no use to identity=cognito', LEAVE_OUT_OR_EXISTING);
    }
    return { kind: 'cognito' };
  }
  for (const name of ['issuer', 'audience'] as const) {
    if (context[name] === undefined) report(name, 'missing');
  }
  const { issuer = '', audience = [], jwksUri, audienceClaim, requiredScope, scopeClaim } = given;
  return {
    kind: 'existing',
    issuer,
    audience: audience.join(' '),
    jwksUri: jwksUri ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`,
    audienceClaim,
    requiredScope,
    scopeClaim,
  };
}
