import type { LocalIssuer } from '../issuer.ts';
import { LOCAL_AUDIENCE } from '../shared/defaults.ts';

/** The stack's context, as passed with `-c`, from the local issuer and the environment. */
export function toContext(
  { issuer, jwksUri }: Pick<LocalIssuer, 'issuer' | 'jwksUri'>,
  env: Readonly<Record<string, string | undefined>>,
  hasEvents: boolean,
): Record<string, string> {
  const { AUDIENCE_CLAIM, REQUIRED_SCOPE, SCOPE_CLAIM, TENANT_CLAIM } = env;
  return {
    issuer,
    jwksUri,
    audience: LOCAL_AUDIENCE,
    ...(AUDIENCE_CLAIM !== undefined && { audienceClaim: AUDIENCE_CLAIM }),
    ...(REQUIRED_SCOPE !== undefined && { requiredScope: REQUIRED_SCOPE }),
    ...(SCOPE_CLAIM !== undefined && { scopeClaim: SCOPE_CLAIM }),
    ...(TENANT_CLAIM !== undefined && { tenantClaim: TENANT_CLAIM }),
    ...(hasEvents && { changeEvents: 'on' }),
  };
}
