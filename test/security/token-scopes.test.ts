import { afterAll, describe, expect } from 'vitest';
import { claims, startRawIssuer, token } from '../support/raw-issuer.ts';
import { expectAccepted, expectRefused, NO_SCOPE } from '../support/refusal.ts';
import { startWatchedApp } from '../support/watched-app.ts';
import { withApp } from '../support/with-app.ts';

const issuer = await startRawIssuer();
afterAll(() => issuer.server.stop());
const it = withApp(() => startWatchedApp({ env: issuer.env }));

type Claims = Record<string, unknown>;
const signed = (overrides: Claims) =>
  token(issuer.ec, {}, claims({ scope: undefined, ...overrides }));

describe('the scope customers:write', () => {
  const accepted: [string, Claims][] = [
    ['alone in scope', { scope: 'customers:write' }],
    ['among others in scope', { scope: 'openid customers:write customers:read' }],
    ['in scope as an array', { scope: ['openid', 'customers:write'] }],
    ['in scope as an array of one', { scope: ['customers:write'] }],
    ['in scope where scp has others', { scope: 'customers:write', scp: ['openid'] }],
    ['in scp as a string', { scp: 'customers:read customers:write' }],
    ['in scp as an array', { scp: ['customers:read', 'customers:write'] }],
    ['in scp where scope has others', { scope: 'openid', scp: ['customers:write'] }],
  ];
  it.for(accepted)('is found %s', async ([_name, overrides], { app }) => {
    await expectAccepted(app, { token: signed(overrides) });
  });
});

describe('a token without the scope customers:write', () => {
  const refused: [string, Claims][] = [
    ['no scope at all', {}],
    ['an empty scope', { scope: '' }],
    ['another scope', { scope: 'customers:read' }],
    ['a scope that only begins so', { scope: 'customers:write:own customers:writeable' }],
    ['a scope that only ends so', { scope: 'my-customers:write api/customers:write' }],
    ['a scope of another letter case', { scope: 'Customers:Write CUSTOMERS:WRITE' }],
    ['a wildcard', { scope: '* customers:* *:write' }],
    ['scopes separated by commas', { scope: 'customers:read,customers:write' }],
    ['scopes separated by a tab', { scope: 'customers:read\tcustomers:write' }],
    ['scopes separated by a no-break space', { scope: 'openid\u00a0customers:write' }],
    ['a full-width colon', { scope: 'customers\uff1awrite' }],
    ['an array of others for scope', { scope: ['openid', 'customers:read'] }],
    ['one string of several scopes within scope', { scope: ['openid customers:write'] }],
    ['a nested array for scope', { scope: [['customers:write']] }],
    ['an object for scope', { scope: { 'customers:write': true } }],
    ['a scope in scopes', { scopes: ['customers:write'] }],
    [
      'a scope in roles and permissions',
      { roles: ['customers:write'], permissions: 'customers:write' },
    ],
    ['an empty array for scp', { scp: [] }],
    ['one string of several scopes within scp', { scp: ['customers:read customers:write'] }],
    ['a nested array for scp', { scp: [['customers:write']] }],
    ['an object for scp', { scp: { 0: 'customers:write', length: 1 } }],
    ['objects within scp', { scp: [{ toString: 'customers:write' }] }],
    ['null for scope and scp', { scope: null, scp: null }],
    ['numbers for scope and scp', { scope: 1, scp: 1 }],
  ];
  it.for(refused)('is forbidden with %s', async ([_name, overrides], { app }) => {
    await expectRefused(app, { token: signed(overrides) }, NO_SCOPE);
  });
});

const startWith = (SCOPE_CLAIM: string) => startWatchedApp({ env: { ...issuer.env, SCOPE_CLAIM } });
const itByRoles = withApp(() => startWith('roles'));

describe('where SCOPE_CLAIM names the claim', () => {
  const accepted: [string, Claims][] = [
    ['as an array', { roles: ['customers:write'] }],
    ['among others', { roles: ['customers:read', 'customers:write'] }],
    ['as a string', { roles: 'customers:read customers:write' }],
  ];
  itByRoles.for(accepted)('the scope is found in it %s', async ([_name, overrides], { app }) => {
    await expectAccepted(app, { token: signed(overrides) });
  });

  const refused: [string, Claims][] = [
    ['in scope', { scope: 'customers:write' }],
    ['in scp', { scp: ['customers:write'] }],
    ['in scope, and others in the claim', { scope: 'customers:write', roles: ['others'] }],
    ['in a claim of another letter case', { Roles: ['customers:write'] }],
    ['in nothing', {}],
    ['in a member of an object', { roles: { api: ['customers:write'] } }],
  ];
  itByRoles.for(refused)('it is not looked for %s', async ([_name, overrides], { app }) => {
    await expectRefused(app, { token: signed(overrides) }, NO_SCOPE);
    expect(app.logs.at(-1)?.reason).toBe('ERR_JWT_CLAIM_VALIDATION_FAILED roles');
  });

  itByRoles.for(['https://example.com/scopes', 'permissions', 'constructor', '__proto__'])(
    'its name may be %s',
    async (name) => {
      const app = await startWith(name);
      const payload = JSON.stringify(claims({ scope: undefined }));
      const withClaim = `${payload.slice(0, -1)},${JSON.stringify(name)}:["customers:write"]}`;
      await expectAccepted(app, { token: token(issuer.ec, {}, withClaim) });
      await expectRefused(app, { token: token(issuer.ec, {}, payload) }, NO_SCOPE);
      await app.stop();
    },
  );
});
