import { createSecretKey } from 'node:crypto';
import { afterAll, describe } from 'vitest';
import { keys } from '../support/fake-server.ts';
import {
  claims,
  createKey,
  encode,
  hmacToken,
  signature,
  startRawIssuer,
  token,
} from '../support/raw-issuer.ts';
import { BAD_TOKEN, expectAccepted, expectRefused } from '../support/refusal.ts';
import { startWatchedApp } from '../support/watched-app.ts';
import { withApp } from '../support/with-app.ts';

const FOREIGN = ['RS384', 'RS512', 'PS384', 'PS512', 'ES384', 'ES512', 'ES256K'];
const foreign = new Map(FOREIGN.map((alg) => [alg, createKey(alg, alg)]));

const issuer = await startRawIssuer();
afterAll(() => issuer.server.stop());
const trusted = [issuer.rsa, issuer.ec, issuer.ed, ...foreign.values()];
issuer.server.answer(keys(...trusted.map(({ jwk }) => jwk)));
const it = withApp(() => startWatchedApp({ env: issuer.env }));

describe('a token signed with an algorithm of the list', () => {
  it.for(['rsa', 'ec', 'ed'] as const)('is accepted with the %s key', async (name, { app }) => {
    await expectAccepted(app, { token: token(issuer[name]) });
  });

  /** Sends what an issuer signs whose key set has this one key. */
  async function expectAcceptedWith(jwk: object, bearer: string) {
    const only = await startRawIssuer();
    only.server.answer(keys(jwk));
    const other = await startWatchedApp({ env: only.env });
    await expectAccepted(other, { token: bearer });
    await other.stop();
    await only.server.stop();
  }

  it('is accepted with PS256', async () => {
    const key = createKey('PS256', 'pss');
    const { alg: _alg, ...jwk } = key.jwk;
    await expectAcceptedWith(jwk, token(key));
  });

  it.each([
    ['EdDSA', 'EdDSA'],
    ['EdDSA', 'Ed25519'],
    ['EdDSA', undefined],
    ['Ed25519', 'EdDSA'],
    ['Ed25519', 'Ed25519'],
    ['Ed25519', undefined],
  ])('is accepted with alg %s and a key whose alg is %s', async (alg, jwkAlg) => {
    const key = createKey('EdDSA', 'ed');
    await expectAcceptedWith({ ...key.jwk, alg: jwkAlg }, token(key, { alg }));
  });
});

describe('a token without a signature', () => {
  const spellings = ['none', 'None', 'NONE', 'nOnE', 'none ', ' none', 'none\u0000', 'nonе', ''];

  it.for(spellings)('is refused with alg %j and an empty signature', async (alg, { app }) => {
    const unsigned = `${encode({ alg, kid: 'ec' })}.${encode(claims())}.`;
    await expectRefused(app, { token: unsigned }, BAD_TOKEN);
  });

  it.for(spellings)(
    'is refused with alg %j and the signature of a good token',
    async (alg, { app }) => {
      const [, payload, signed] = token(issuer.ec).split('.');
      await expectRefused(app, { token: `${encode({ alg })}.${payload}.${signed}` }, BAD_TOKEN);
    },
  );

  it.for([null, 0, true, [], ['none'], {}, undefined])(
    'is refused with alg %j',
    async (alg, { app }) => {
      const unsigned = `${encode({ alg, kid: 'ec' })}.${encode(claims())}.`;
      await expectRefused(app, { token: unsigned }, BAD_TOKEN);
    },
  );

  it('is refused where the third part is missing', async ({ app }) => {
    const unsigned = `${encode({ alg: 'none' })}.${encode(claims())}`;
    await expectRefused(app, { token: unsigned }, BAD_TOKEN);
  });
});

describe('a token with an HMAC under the public key', () => {
  const secrets: [string, () => string | Uint8Array][] = [
    ['PEM (SPKI)', () => pem('spki')],
    ['PEM (SPKI) without its last line break', () => pem('spki').trimEnd()],
    ['PEM (PKCS #1)', () => pem('pkcs1')],
    ['DER (SPKI)', () => issuer.rsa.publicKey.export({ type: 'spki', format: 'der' })],
    ['DER (PKCS #1)', () => issuer.rsa.publicKey.export({ type: 'pkcs1', format: 'der' })],
    ['JWK', () => JSON.stringify(issuer.rsa.jwk)],
    ['key set', () => JSON.stringify({ keys: [issuer.rsa.jwk] })],
    ['modulus', () => Buffer.from(String(issuer.rsa.jwk.n), 'base64url')],
    ['modulus in base64url', () => String(issuer.rsa.jwk.n)],
    ['x of the elliptic curve key', () => Buffer.from(String(issuer.ec.jwk.x), 'base64url')],
    ['empty secret', () => ''],
  ];
  const pem = (type: 'spki' | 'pkcs1') =>
    issuer.rsa.publicKey.export({ type, format: 'pem' }).toString();
  const table = secrets.flatMap(([form, secret]) =>
    ['HS256', 'HS384', 'HS512'].map((alg) => [form, alg, secret] as const),
  );

  it.for(table)('as %s is refused with %s', async ([_form, alg, secret], { app }) => {
    await expectRefused(app, { token: hmacToken(alg, 'rsa', secret()) }, BAD_TOKEN);
  });

  it.for(['RS256', 'ES256', 'PS256', 'EdDSA'])(
    'is refused where alg says %s',
    async (alg, { app }) => {
      const signed = hmacToken('HS256', 'rsa', pem('spki')).split('.');
      signed[0] = encode({ alg, kid: 'rsa' });
      await expectRefused(app, { token: signed.join('.') }, BAD_TOKEN);
    },
  );

  it('is refused where the key set has a symmetric key', async () => {
    const only = await startRawIssuer();
    const secret = 'a-secret-that-should-never-have-been-in-a-key-set';
    const jwk = createSecretKey(Buffer.from(secret)).export({ format: 'jwk' });
    only.server.answer(keys({ ...jwk, kid: 'secret', alg: 'HS256' }, only.ec.jwk));
    const other = await startWatchedApp({ env: only.env });
    await expectRefused(other, { token: hmacToken('HS256', 'secret', secret) }, BAD_TOKEN);
    await other.stop();
    await only.server.stop();
  });
});

describe('a token of an algorithm outside the list', () => {
  it.for(FOREIGN)('is refused with %s, although the key set has the key', async (alg, { app }) => {
    const key = foreign.get(alg) ?? issuer.ec;
    await expectRefused(app, { token: token(key) }, BAD_TOKEN);
  });

  it.for([
    'es256',
    'Es256',
    'ES256 ',
    'ES-256',
    'eddsa',
    'ed25519',
    'Ed448',
    'ECDSA',
    'SHA256withECDSA',
  ])('is refused with the name %j for a good signature', async (name, { app }) => {
    const key = name.toLowerCase().startsWith('ed') ? issuer.ed : issuer.ec;
    const input = `${encode({ alg: name, kid: key.jwk.kid })}.${encode(claims())}`;
    const signed = signature(String(key.jwk.alg), key.privateKey, input).toString('base64url');
    await expectRefused(app, { token: `${input}.${signed}` }, BAD_TOKEN);
  });

  it.for([
    ['RS256', 'PS256', 'rsa'],
    ['ES256', 'EdDSA', 'ec'],
    ['RS256', 'ES256', 'rsa'],
  ] as const)(
    'is refused where %s signed and alg says %s',
    async ([signed, said, name], { app }) => {
      const { privateKey } = issuer[name];
      const input = `${encode({ alg: said, kid: name })}.${encode(claims())}`;
      const bytes = signature(signed, privateKey, input).toString('base64url');
      await expectRefused(app, { token: `${input}.${bytes}` }, BAD_TOKEN);
    },
  );
});
