import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { JSONWebKeySet } from 'jose';
import { describe, expect, it } from 'vitest';
import { parseContext } from '../../infra/context/context.ts';
import { createKeySet } from '../../lambda/token/key-set.ts';
import { createKey, token } from '../support/raw-issuer.ts';
import { expectAccepted, expectRefused, NO_SCOPE } from '../support/refusal.ts';
import { startWatchedApp } from '../support/watched-app.ts';

const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const NOW = Math.floor(Date.now() / 1000);
const TIMES = { iat: NOW - 5, exp: NOW + 3600 };

interface Shape {
  /** Header parameters beside `alg` and `kid`. */
  header: Record<string, unknown>;
  /** Claims beside `iss`, with these scopes. */
  claims: (scope: string) => Record<string, unknown>;
  /** Members of its keys. */
  jwk?: Record<string, unknown>;
}

/** Tokens of the client-credentials grant, as each issuer's documentation shows them; ids are invented. */
const SHAPES: Record<string, Shape> = {
  'Amazon Cognito': {
    header: {},
    claims: (scope) => ({
      ...{ sub: '7example23client45id67890', client_id: '7example23client45id67890' },
      ...{ token_use: 'access', scope, auth_time: NOW, ...TIMES, version: 2, jti: randomUUID() },
    }),
  },
  Auth0: {
    header: { typ: 'JWT' },
    claims: (scope) => ({
      ...{ sub: 'kbyFDidLLm280LIwVFiazOqjO3ty8KHa@clients', aud: 'https://customers.example.com' },
      ...{ ...TIMES, scope, gty: 'client-credentials', azp: 'kbyFDidLLm280LIwVFiazOqjO3ty8KHa' },
    }),
  },
  Okta: {
    header: {},
    claims: (scope) => ({
      ...{ ver: 1, jti: 'AT.example', aud: 'api://default', ...TIMES },
      ...{ cid: '0oaexample', scp: [scope], sub: '0oaexample' },
    }),
  },
  'Microsoft Entra ID': {
    header: { typ: 'JWT', x5t: 'example' },
    claims: (scope) => ({
      ...{ aud: '6e74172b-be56-4843-9ff4-e66a39bb12e3', ...TIMES, nbf: NOW - 300, aio: 'example' },
      ...{ azp: randomUUID(), azpacr: '1', oid: randomUUID(), roles: ['others', scope] },
      ...{ sub: randomUUID(), tid: TENANT, uti: 'example', ver: '2.0' },
    }),
    // Its keys have certificates but no alg.
    jwk: { alg: undefined, x5t: 'example', x5c: ['MIIexample'], issuer: 'example' },
  },
  Keycloak: {
    header: { typ: 'JWT' },
    claims: (scope) => ({
      ...{ ...TIMES, jti: `trrtcc:${randomUUID()}`, aud: ['customers-api', 'account'] },
      ...{ sub: randomUUID(), typ: 'Bearer', azp: 'batch', acr: '1', client_id: 'batch' },
      ...{ scope: `profile ${scope} email`, realm_access: { roles: ['offline_access'] } },
      ...{ clientHost: '192.0.2.7', preferred_username: 'service-account-batch' },
    }),
  },
  'Spring Authorization Server': {
    header: {},
    claims: (scope) => ({
      ...{ sub: 'support-desk', aud: 'support-desk', nbf: NOW - 5, scope: [scope], ...TIMES },
      ...{ jti: randomUUID() },
    }),
  },
  'Duende IdentityServer': {
    header: { typ: 'at+jwt' },
    claims: (scope) => ({
      ...{ nbf: NOW - 5, ...TIMES, aud: 'customers', scope: [scope], client_id: 'batch' },
      ...{ jti: 'EXAMPLE', sub: 'batch' },
    }),
  },
};

/** The context of each row of docs/issuers.md. */
const CONTEXTS = new Map(
  [...readFileSync('docs/issuers.md', 'utf8').matchAll(/^\| ([^|]+) \| `(-c [^`]+)` \|$/gm)].map(
    ([, name = '', options = '']) => [
      name,
      Object.fromEntries(
        options.split(/ ?-c /).flatMap((one) => {
          const [key = '', ...value] = one.split('=');
          return key === '' ? [] : [[key, value.join('=')]];
        }),
      ),
    ],
  ),
);

describe('docs/issuers.md', () => {
  it('has a row for each issuer whose tokens are tried', () => {
    expect([...CONTEXTS.keys()]).toEqual(Object.keys(SHAPES));
  });

  it.each(Object.keys(SHAPES))('has context by which tokens of %s are taken', async (name) => {
    const shape = SHAPES[name] as Shape;
    const { identity } = parseContext(CONTEXTS.get(name) ?? {});
    if (identity.kind !== 'existing') throw new Error('The row names no issuer.');
    const { issuer, audience, audienceClaim, requiredScope, scopeClaim } = identity;
    const key = createKey('RS256', randomUUID());
    const jwks = { keys: [{ ...key.jwk, use: 'sig', ...shape.jwk }] } as JSONWebKeySet;
    const { getKey } = createKeySet({ fetchJwks: async () => jwks, now: Date.now });
    const app = await startWatchedApp({
      env: {
        ...{ JWT_ISSUER: issuer, JWT_AUDIENCE: audience },
        ...(audienceClaim !== undefined && { AUDIENCE_CLAIM: audienceClaim }),
        ...(requiredScope !== undefined && { REQUIRED_SCOPE: requiredScope }),
        ...(scopeClaim !== undefined && { SCOPE_CLAIM: scopeClaim }),
      },
      deps: { getKey },
    });
    const scope = requiredScope ?? 'customers:write';
    const signed = (granted: string, iss = issuer) =>
      token(key, shape.header, { iss, ...shape.claims(granted) });

    await expectAccepted(app, { token: signed(scope) });
    const challenge = NO_SCOPE.challenge.replace('customers:write', scope);
    await expectRefused(app, { token: signed('customers:read') }, { status: 403, challenge });
    expect((await app.put('any', { token: signed(scope, `${issuer}x`) })).status).toBe(401);
    await app.stop();
  });
});
