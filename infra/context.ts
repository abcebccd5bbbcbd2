/** What the stack is told through CDK context: `-c key=value`, or `context` in cdk.json. */
export interface ApiContext {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
  readonly audienceClaim: string | undefined;
  readonly requiredScope: string | undefined;
  readonly tenantClaim: string | undefined;
}

/** Context that no stack can be made from; the message says of every bad key what to pass. */
export class ContextError extends Error {
  override readonly name = 'ContextError';

  constructor(faults: readonly string[]) {
    super([...faults, 'cdk.json takes them too, as members of "context".'].join('\n'));
  }
}

interface Key {
  readonly accepts: string;
  readonly example: string;
  readonly isValid: (value: string) => boolean;
}

const KEYS: Readonly<Record<keyof ApiContext, Key>> = {
  issuer: {
    accepts: 'the exact iss of the tokens, an https: URL (or http: on a loopback address)',
    example: 'https://…',
    isValid: isSafeUrl,
  },
  audience: {
    accepts: 'the audience of the tokens, without blanks',
    example: '…',
    isValid: isWord,
  },
  jwksUri: {
    accepts: "where the issuer's keys are, an https: URL (or http: on a loopback address)",
    example: 'https://…',
    isValid: isSafeUrl,
  },
  audienceClaim: {
    accepts: 'the claim that holds the audience, aud or client_id',
    example: 'client_id',
    isValid: (value) => value === 'aud' || value === 'client_id',
  },
  requiredScope: {
    accepts: 'one OAuth scope',
    example: 'customers:write',
    // scope-token of RFC 6749, section 3.3
    isValid: (value) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(value),
  },
  tenantClaim: {
    accepts: 'the claim that holds the tenant, without blanks',
    example: 'tenant',
    isValid: isWord,
  },
};

/** Reads the settings out of CDK context, `jwksUri` defaulting to `/.well-known/jwks.json` below the issuer; throws one ContextError for all that is missing or malformed. */
export function parseContext(context: Readonly<Record<string, unknown>>): ApiContext {
  const faults: string[] = [];

  const fault = (name: keyof ApiContext, what: string) => {
    const { accepts, example } = KEYS[name];
    faults.push(`${name} is ${what}. Pass -c ${name}=${example}: ${accepts}.`);
  };
  const optional = (name: keyof ApiContext): string | undefined => {
    const value = context[name];
    if (value === undefined) return undefined;
    if (typeof value === 'string' && KEYS[name].isValid(value)) return value;
    fault(name, 'malformed');
    return undefined;
  };
  const required = (name: keyof ApiContext): string => {
    if (context[name] === undefined) fault(name, 'missing');
    return optional(name) ?? '';
  };

  const issuer = required('issuer');
  const parsed: ApiContext = {
    issuer,
    audience: required('audience'),
    jwksUri: optional('jwksUri') ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`,
    audienceClaim: optional('audienceClaim'),
    requiredScope: optional('requiredScope'),
    tenantClaim: optional('tenantClaim'),
  };
  if (faults.length > 0) throw new ContextError(faults);
  return parsed;
}

function isWord(value: string): boolean {
  return /^\S+$/.test(value);
}

/** No query, fragment or credentials: an issuer has none (RFC 8414), and keys need none. */
function isSafeUrl(value: string): boolean {
  // Asked before parsing, which repairs what an exact comparison with iss would not forgive.
  if (!/^https?:\/\/[^\s?#@]+$/.test(value)) return false;
  const url = URL.parse(value);
  if (url?.protocol === 'https:') return true;
  return url !== null && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}
