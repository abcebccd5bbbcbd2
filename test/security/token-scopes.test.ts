import { afterAll, describe } from 'vitest';
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
    ['an array for scope', { scope: ['customers:write'] }],
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
