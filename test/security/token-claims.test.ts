import { afterAll, describe, expect } from 'vitest';
import { claims, ISSUER, startRawIssuer, token } from '../support/raw-issuer.ts';
import { BAD_TOKEN, expectAccepted, expectRefused } from '../support/refusal.ts';
import { AUDIENCE } from '../support/test-app.ts';
import { startWatchedApp } from '../support/watched-app.ts';
import { withApp } from '../support/with-app.ts';

const NOW = Date.parse('2026-05-05T12:00:00.000Z') / 1000;

const issuer = await startRawIssuer();
afterAll(() => issuer.server.stop());
const startAt = (env: Record<string, string>) =>
  startWatchedApp({ env, deps: { now: () => new Date(NOW * 1000) } });
const it = withApp(() => startAt(issuer.env));
const itByClient = withApp(() => startAt({ ...issuer.env, AUDIENCE_CLAIM: 'client_id' }));

type Claims = Record<string, unknown>;
const signed = (overrides: Claims) =>
  token(issuer.ec, {}, claims({ iat: NOW, exp: NOW + 600, ...overrides }));

describe('a token with a good signature', () => {
  const accepted: [string, Claims][] = [
    ['every claim right', {}],
    ['the audience as one of a list', { aud: ['others', AUDIENCE] }],
    ['4.9 s past exp, within the tolerance', { exp: NOW - 4.9 }],
    ['nbf 5 s ahead, within the tolerance', { nbf: NOW + 5 }],
    ['a sub of 255 characters', { sub: 's'.repeat(255) }],
    ['no iat', { iat: undefined }],
  ];
  it.for(accepted)('is accepted with %s', async ([_name, overrides], { app }) => {
    await expectAccepted(app, { token: signed(overrides) });
  });

  const refused: [string, Claims][] = [
    ['no iss', { iss: undefined }],
    ['another iss', { iss: 'https://other.example.com' }],
    ['an iss with a slash more', { iss: `${ISSUER}/` }],
    ['an iss of another letter case', { iss: ISSUER.toUpperCase() }],
    ['an iss with a blank after it', { iss: `${ISSUER} ` }],
    ['an iss that only begins so', { iss: `${ISSUER}.attacker.example` }],
    ['a list for iss', { iss: [ISSUER] }],
    ['an object for iss', { iss: { [ISSUER]: true } }],
    ['null for iss', { iss: null }],

    ['no aud', { aud: undefined }],
    ['another aud', { aud: 'others' }],
    ['an empty list for aud', { aud: [] }],
    ['a list for aud without the audience', { aud: ['others', 'more'] }],
    ['a nested list for aud', { aud: [[AUDIENCE]] }],
    ['an object for aud', { aud: { [AUDIENCE]: true } }],
    ['null for aud', { aud: null }],
    ['an aud of another letter case', { aud: AUDIENCE.toUpperCase() }],
    ['an aud with a blank after it', { aud: `${AUDIENCE} ` }],
    ['an aud that only begins so', { aud: `${AUDIENCE}-test` }],
    ['several audiences in one string', { aud: `others ${AUDIENCE}` }],
    ['the audience in client_id only', { aud: undefined, client_id: AUDIENCE }],

    ['no exp', { exp: undefined }],
    ['null for exp', { exp: null }],
    ['a string for exp', { exp: String(NOW + 600) }],
    ['a date for exp', { exp: '2036-01-01T00:00:00Z' }],
    ['true for exp', { exp: true }],
    ['a list for exp', { exp: [NOW + 600] }],
    ['exp long ago', { exp: NOW - 600 }],
    ['exp 5 s ago, the end of the tolerance', { exp: NOW - 5 }],
    ['exp 0', { exp: 0 }],
    ['a negative exp', { exp: -NOW }],

    ['nbf 6 s ahead, past the tolerance', { nbf: NOW + 6 }],
    ['nbf far ahead', { nbf: NOW + 600 }],
    ['a string for nbf', { nbf: String(NOW - 600) }],
    ['null for nbf', { nbf: null }],
    ['an object for nbf', { nbf: {} }],

    ['no sub', { sub: undefined }],
    ['an empty sub', { sub: '' }],
    ['a number for sub', { sub: 7 }],
    ['null for sub', { sub: null }],
    ['a list for sub', { sub: ['test'] }],
    ['an object for sub', { sub: { id: 'test' } }],
    ['a sub of 256 characters', { sub: 's'.repeat(256) }],
    ['a sub of 100,000 characters', { sub: 's'.repeat(100_000) }],
    ['an unpaired surrogate in sub', { sub: 'test\ud800' }],
  ];
  it.for(refused)('is refused with %s', async ([_name, overrides], { app }) => {
    await expectRefused(app, { token: signed(overrides) }, BAD_TOKEN);
  });

  const payloads: [string, unknown][] = [
    ['nothing', ''],
    ['no JSON', 'claims'],
    ['JSON cut short', '{"iss":'],
    ['an array', [claims()]],
    ['a string', JSON.stringify('claims')],
    ['a number', '7'],
    ['null', 'null'],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['another token', () => token(issuer.ec)],
  ];
  it.for(payloads)('is refused with %s for a payload', async ([_name, payload], { app }) => {
    const content = typeof payload === 'function' ? payload() : payload;
    await expectRefused(app, { token: token(issuer.ec, {}, content) }, BAD_TOKEN);
  });

  it('is refused with claims below __proto__ only', async ({ app }) => {
    const payload = `{"__proto__":${JSON.stringify(claims())}}`;
    await expectRefused(app, { token: token(issuer.ec, {}, payload) }, BAD_TOKEN);
  });
});

describe('a token for an app that takes the audience from client_id', () => {
  itByClient('is accepted with that client_id and no aud', async ({ app }) => {
    const good = signed({ aud: undefined, client_id: AUDIENCE });
    await expectAccepted(app, { token: good });
  });

  const refused: [string, Claims][] = [
    ['no client_id', {}],
    ['another client_id', { client_id: 'others' }],
    ['a list for client_id', { client_id: [AUDIENCE] }],
    ['an empty client_id', { client_id: '' }],
    ['a client_id that only begins so', { client_id: `${AUDIENCE}2` }],
  ];
  itByClient.for(refused)('is refused with %s', async ([_name, overrides], { app }) => {
    await expectRefused(app, { token: signed(overrides) }, BAD_TOKEN);
    expect(app.logs.at(-1)).not.toHaveProperty('principal');
  });
});

const startForSeveral = (AUDIENCE_CLAIM: string) =>
  startWatchedApp({
    env: { ...issuer.env, JWT_AUDIENCE: `first ${AUDIENCE}  third`, AUDIENCE_CLAIM },
    deps: { now: () => new Date(NOW * 1000) },
  });
const itBySeveral = withApp(() => startForSeveral('aud'));
const itBySeveralClients = withApp(() => startForSeveral('client_id'));

describe('where several audiences are configured', () => {
  itBySeveral.for<[string, unknown, boolean]>([
    ['the first', 'first', true],
    ['another', AUDIENCE, true],
    ['the last, in a list', ['x', 'third'], true],
    ['two of them', ['first', 'third'], true],
    ['a foreign one', 'fourth', false],
    ['an empty one', '', false],
    ['all in one string', `first ${AUDIENCE} third`, false],
    ['none', undefined, false],
    ['an empty list', [], false],
  ])('a token for %s is judged by each', async ([_name, aud, isGood], { app }) => {
    if (isGood) await expectAccepted(app, { token: signed({ aud }) });
    else await expectRefused(app, { token: signed({ aud }) }, BAD_TOKEN);
  });

  itBySeveralClients.for<[string, unknown, boolean]>([
    ['the first', 'first', true],
    ['another', AUDIENCE, true],
    ['a foreign one', 'fourth', false],
    ['all in one string', `first ${AUDIENCE} third`, false],
    ['a list', ['first'], false],
    ['none', undefined, false],
  ])('a token of the client %s is judged by each', async ([_name, client, isGood], { app }) => {
    const bearer = signed({ aud: undefined, client_id: client });
    if (isGood) await expectAccepted(app, { token: bearer });
    else await expectRefused(app, { token: bearer }, BAD_TOKEN);
  });
});
