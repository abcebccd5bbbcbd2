import type { Report, Values } from './context-keys.ts';
import type { Stage } from './stages.ts';

/** The tokens of an issuer that exists already. */
export interface ExistingIdentity {
  readonly kind: 'existing';
  readonly issuer: string;
  /** Several are separated by blanks, as in JWT_AUDIENCE. */
  readonly audience: string;
  readonly jwksUri: string;
  readonly audienceClaim: string | undefined;
  readonly requiredScope: string | undefined;
  readonly scopeClaim: string | undefined;
}

/** Which tokens the function accepts; values may be tokens of CloudFormation. */
export type TokenRules = Omit<ExistingIdentity, 'kind'>;

/** An issuer that exists, or a user pool that the stack makes. */
export type Identity = ExistingIdentity | { readonly kind: 'cognito' };

/** Those that describe an issuer which exists already. */
const ISSUER_KEYS = [
  'issuer',
  'audience',
  'jwksUri',
  'audienceClaim',
  'requiredScope',
  'scopeClaim',
] as const;
/** What to do about a key that needs an issuer which exists already. */
export const LEAVE_OUT_OR_EXISTING = 'Leave it out, or pass -c identity=existing.';

/** A key set's URI defaults to `/.well-known/jwks.json` below the issuer. */
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
