import { afterAll, beforeAll, describe, expect } from 'vitest';
import {
  claims,
  createKey,
  encode,
  type RawIssuer,
  startRawIssuer,
  token,
} from '../support/raw-issuer.ts';
import { storeCustomer } from '../support/table.ts';
import { startWatchedApp } from '../support/watched-app.ts';
import { withApp } from '../support/with-app.ts';

let issuer: RawIssuer;
beforeAll(async () => {
  issuer = await startRawIssuer();
});
afterAll(() => issuer.server.stop());

const it = withApp(() => startWatchedApp({ env: issuer.env }));
const signed = (overrides: Record<string, unknown>, header = {}) =>
  token(issuer.ec, header, claims(overrides));

const UNVERIFIED: [string, () => string | null, string][] = [
  ['no token', () => null, 'NO_CREDENTIALS'],
  ['nonsense', () => 'nonsense', 'ERR_JWS_INVALID'],
  ['no JSON in it', () => token(issuer.ec, {}, 'canary'), 'ERR_JWT_INVALID'],
  [
    'no signature',
    () => `${encode({ alg: 'none' })}.${encode(claims())}.`,
    'ERR_JOSE_ALG_NOT_ALLOWED',
  ],
  ['a foreign kid', () => token(createKey('ES256', 'canary')), 'ERR_JWKS_NO_MATCHING_KEY'],
  ['a foreign key', () => token(createKey('ES256', 'ec')), 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
  ['an expired one', () => signed({ exp: 1 }), 'ERR_JWT_EXPIRED exp'],
  ['no exp', () => signed({ exp: undefined }), 'ERR_JWT_CLAIM_VALIDATION_FAILED exp'],
  ['one of later', () => signed({ nbf: 9e9 }), 'ERR_JWT_CLAIM_VALIDATION_FAILED nbf'],
  ['another issuer', () => signed({ iss: 'canary' }), 'ERR_JWT_CLAIM_VALIDATION_FAILED iss'],
  ['another audience', () => signed({ aud: 'canary' }), 'ERR_JWT_CLAIM_VALIDATION_FAILED aud'],
  ['no audience', () => signed({ aud: undefined }), 'ERR_JWT_CLAIM_VALIDATION_FAILED aud'],
  ['no subject', () => signed({ sub: undefined }), 'ERR_JWT_CLAIM_VALIDATION_FAILED sub'],
  [
    'an endless subject',
    () => signed({ sub: 'canary'.repeat(99) }),
    'ERR_JWT_CLAIM_VALIDATION_FAILED sub',
  ],
  ['another type', () => signed({}, { typ: 'canary' }), 'ERR_JWT_CLAIM_VALIDATION_FAILED typ'],
];

describe('the line of a refused token', () => {
  it.for(UNVERIFIED)(
    'says why, for %s, without the caller’s name',
    async ([_, bearer, reason], { app }) => {
      const answer = await app.put(await storeCustomer(), { token: bearer() });
      expect(answer.status).toBe(401);
      expect(app.logs.at(-1)).toMatchObject({ status: 401, errorCode: 'UNAUTHENTICATED', reason });
      expect(app.logs.at(-1)).not.toHaveProperty('principal');
      expect(JSON.stringify(answer)).not.toContain(reason);
    },
  );

  it('names the caller of a 403, whose token was verified', async ({ app }) => {
    const bearer = signed({ sub: 'service-7', scope: 'openid' });
    const answer = await app.put(await storeCustomer(), { token: bearer });
    expect(answer.status).toBe(403);
    expect(app.logs.at(-1)).toMatchObject({
      ...{ status: 403, errorCode: 'FORBIDDEN', principal: 'service-7' },
      reason: 'ERR_JWT_CLAIM_VALIDATION_FAILED scope',
    });
    expect(JSON.stringify(answer)).not.toContain('ERR_');
  });

  it('of any other request has no reason', async ({ app }) => {
    for (const body of [{}, { foo: 1 }]) {
      await app.put(await storeCustomer(), { token: signed({}), body });
      expect(app.logs.at(-1)).not.toHaveProperty('reason');
    }
  });
});
