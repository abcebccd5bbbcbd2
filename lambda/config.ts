import * as v from 'valibot';

const filled = v.pipe(v.string(), v.minLength(1));
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

const environment = v.object({
  TABLE_NAME: filled,
  JWT_ISSUER: filled,
  JWT_AUDIENCE: filled,
  AUDIENCE_CLAIM: v.optional(v.picklist(['aud', 'client_id']), 'aud'),
  JWKS_URI: v.pipe(v.string(), v.check(isKeySetUri)),
  REQUIRED_SCOPE: v.optional(
    v.pipe(v.string(), v.regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/)),
    'customers:write',
  ),
  TENANT_CLAIM: v.optional(filled),
  POWERTOOLS_LOG_LEVEL: v.optional(
    v.pipe(
      v.string(),
      v.toUpperCase(),
      v.picklist(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL', 'SILENT']),
    ),
    'INFO',
  ),
});

/** The function's configuration (README.md, “Configuration of the function”). */
export interface Config {
  readonly table: string;
  readonly issuer: string;
  readonly audience: string;
  readonly audienceClaim: 'aud' | 'client_id';
  readonly jwksUri: string;
  readonly requiredScope: string;
  readonly tenantClaim: string | undefined;
  readonly logLevel: LogLevel;
}

type LogLevel = v.InferOutput<typeof environment>['POWERTOOLS_LOG_LEVEL'];

/** Parses the environment, or throws one error that names every bad variable and no value. */
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
    tenantClaim: output.TENANT_CLAIM,
    logLevel: output.POWERTOOLS_LOG_LEVEL,
  });
}

/** Keys over plain HTTP could be swapped on the way, so it is for loopback addresses only. */
function isKeySetUri(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username || url.password) return false;
  const isLoopback = LOOPBACK.includes(url.hostname) || /^127(\.\d+){3}$/.test(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback);
}
