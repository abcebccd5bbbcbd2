import * as v from 'valibot';

const filled = v.pipe(v.string(), v.minLength(1));
/** The scope that a token must have where REQUIRED_SCOPE is not set. */
export const DEFAULT_SCOPE = 'customers:write';
/** One scope: `scope-token` of RFC 6749, section 3.3. */
export const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

const flag = v.optional(
  v.pipe(
    v.picklist(['true', 'false']),
    v.transform((value) => value === 'true'),
  ),
  'false',
);

const environment = v.object({
  TABLE_NAME: filled,
  JWT_ISSUER: filled,
  JWT_AUDIENCE: v.pipe(
    v.string(),
    v.transform((text) => text.split(/\s/).filter(Boolean)),
    v.minLength(1),
  ),
  AUDIENCE_CLAIM: v.optional(v.picklist(['aud', 'client_id']), 'aud'),
  JWKS_URI: v.pipe(v.string(), v.check(isKeySetUri)),
  REQUIRED_SCOPE: v.optional(v.pipe(v.string(), v.regex(SCOPE)), DEFAULT_SCOPE),
  SCOPE_CLAIM: v.optional(filled),
  SENDER_CONSTRAINED: v.optional(v.literal('required')),
  TENANT_CLAIM: v.optional(filled),
  POWERTOOLS_LOG_LEVEL: v.optional(
    v.pipe(
      v.string(),
      v.toUpperCase(),
      v.picklist(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL', 'SILENT']),
    ),
    'INFO',
  ),
  // Variables of the SDK. A malformed value must not silently turn the endpoint off.
  AWS_USE_FIPS_ENDPOINT: flag,
  AWS_USE_DUALSTACK_ENDPOINT: flag,
});

/** The function's configuration (docs/development.md, “Configuration of the function”). */
export interface Config {
  readonly table: string;
  readonly issuer: string;
  /** A token must be for at least one of them. */
  readonly audience: readonly string[];
  readonly audienceClaim: 'aud' | 'client_id';
  readonly jwksUri: string;
  readonly requiredScope: string;
  /** The claim to read scopes from, instead of `scope` and `scp`. */
  readonly scopeClaim: string | undefined;
  /** Whether tokens must be bound to their holder's certificate. */
  readonly senderConstrained: boolean;
  readonly tenantClaim: string | undefined;
  readonly logLevel: LogLevel;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
}

type LogLevel = v.InferOutput<typeof environment>['POWERTOOLS_LOG_LEVEL'];

/** Parses the environment; throws one error that names every bad variable, but no value. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = v.safeParse(environment, env);
  if (!result.success) {
    const variables = new Set(result.issues.map((issue) => String(issue.path?.[0].key)));
    throw new Error(`Missing or malformed environment variables: ${[...variables].join(', ')}`);
  }
  const { output } = result;
  return Object.freeze({
    table: output.TABLE_NAME,
    issuer: output.JWT_ISSUER,
    audience: output.JWT_AUDIENCE,
    audienceClaim: output.AUDIENCE_CLAIM,
    jwksUri: output.JWKS_URI,
    requiredScope: output.REQUIRED_SCOPE,
    scopeClaim: output.SCOPE_CLAIM,
    senderConstrained: output.SENDER_CONSTRAINED === 'required',
    tenantClaim: output.TENANT_CLAIM,
    logLevel: output.POWERTOOLS_LOG_LEVEL,
    useFipsEndpoint: output.AWS_USE_FIPS_ENDPOINT,
    useDualstackEndpoint: output.AWS_USE_DUALSTACK_ENDPOINT,
  });
}

/** Plain HTTP is for loopback addresses only: elsewhere the keys could be replaced in transit. */
function isKeySetUri(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** Whether a URL's host is a loopback address. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
