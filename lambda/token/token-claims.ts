import * as v from 'valibot';
import type { Config } from '../config.ts';
import { TokenFault } from './token-fault.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Encoding replaces unpaired surrogates by U+FFFD, which would make different names equal. */
const wellFormed = v.pipe(
  v.string(),
  v.minLength(1),
  v.check((text) => text.isWellFormed()),
);
const anySubject = v.object({ sub: v.pipe(wellFormed, v.maxLength(255)) });

/**
 * The subject of verified claims. If the audience is in `client_id`, as in Amazon Cognito's
 * tokens, it is checked here, because jose only checks `aud`. Throws a `TokenFault`.
 */
export function subjectOf(claims: Claims, { audience, audienceClaim }: Config): string {
  const schema =
    audienceClaim === 'client_id'
      ? v.object({ ...anySubject.entries, client_id: v.picklist(audience) })
      : anySubject;
  const result = v.safeParse(schema, claims);
  if (result.success) return result.output.sub;
  throw new TokenFault('invalid_token', { claim: String(result.issues[0].path?.[0].key) });
}

/** Throws a `TokenFault` unless a scope claim contains the required scope. */
export function assertScope(claims: Claims, { requiredScope, scopeClaim }: Config): void {
  const names = scopeClaim === undefined ? ['scope', 'scp'] : [scopeClaim];
  if (!names.some((name) => scopesIn(own(claims, name)).includes(requiredScope))) {
    throw new TokenFault('insufficient_scope', { claim: names[0] ?? '', scope: requiredScope });
  }
}

/** The caller's tenant, from the claim of this name; throws a `TokenFault` if there is none. */
export function tenantOf(claims: Claims, name: string): string {
  const result = v.safeParse(wellFormed, own(claims, name));
  if (result.success) return result.output;
  throw new TokenFault('insufficient_scope', { claim: name });
}

/** The scopes in a space-separated string (RFC 8693) or an array. */
function scopesIn(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return value.split(' ');
  return Array.isArray(value) ? value : [];
}

function own(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}
