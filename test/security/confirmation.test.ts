import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { thumbprintOf } from '../../local/mtls/authority.ts';
import {
  ACCEPTED,
  authority,
  type MtlsApp,
  NOT_THE_HOLDER,
  putTo,
  startMtlsApp,
} from '../support/mtls-app.ts';
import { claims, type RawIssuer, startRawIssuer, token } from '../support/raw-issuer.ts';

const client = await authority.issueClient('holder');
const other = await authority.issueClient('thief');
const print = thumbprintOf(client.cert);
const bytes = Buffer.from(print, 'base64url');
const bound = (cnf: unknown, header = {}) => token(issuer.ec, header, claims({ cnf }));

let issuer: RawIssuer;
/** One app that also accepts unbound tokens, and one that requires a binding. */
let open: MtlsApp;
let strict: MtlsApp;
beforeAll(async () => {
  issuer = await startRawIssuer();
  open = await startMtlsApp(issuer.env);
  strict = await startMtlsApp({ ...issuer.env, SENDER_CONSTRAINED: 'required' });
});
afterAll(async () => {
  await Promise.all([open.stop(), strict.stop(), issuer.server.stop()]);
});

describe('a confirmation', () => {
  const methods: [string, unknown][] = [
    ['empty', {}],
    ['null', null],
    ['an array', [{ 'x5t#S256': print }]],
    ['an array of the thumbprint', [print]],
    ['the thumbprint itself', print],
    ['a number', 1],
    ['true', true],
    ['false', false],
    ['an empty string', ''],
    ['of two methods', { 'x5t#S256': print, jkt: print }],
    ['of a method and an unknown one', { 'x5t#S256': print, ext: {} }],
    ['of a DPoP key', { jkt: print }],
    ['of a key', { jwk: { kty: 'oct', k: 'AA' } }],
    ['of an encrypted key', { jwe: 'a.b.c.d.e' }],
    ['of a key id', { kid: 'ec' }],
    ['of an address of keys', { jku: 'https://keys.example' }],
    ['of another hash', { x5t: print }],
    ['of SHA-512', { 'x5t#S512': print }],
    ['of another letter case', { 'X5T#s256': print }],
    ['below __proto__', JSON.parse(`{"__proto__":{"x5t#S256":"${print}"}}`)],
    ['in hexadecimal', { 'x5t#S256': bytes.toString('hex') }],
    ['in hexadecimal with colons', { 'x5t#S256': new X509Certificate(client.cert).fingerprint256 }],
    ['padded', { 'x5t#S256': `${print}=` }],
    ['in base64 with its own characters', { 'x5t#S256': bytes.toString('base64') }],
    ['with a blank after it', { 'x5t#S256': `${print} ` }],
    ['of another letter case in it', { 'x5t#S256': swapCase(print) }],
    ['cut', { 'x5t#S256': print.slice(0, -1) }],
    ['of an empty thumbprint', { 'x5t#S256': '' }],
    ['of null', { 'x5t#S256': null }],
    ['of an array', { 'x5t#S256': [print] }],
    ['of an object', { 'x5t#S256': { toString: print } }],
    ['of the PEM text', { 'x5t#S256': Buffer.from(client.cert).toString('base64url') }],
  ];

  it.each(methods)('%s never passes, with the certificate or without', async (_name, cnf) => {
    for (const served of [open, strict]) {
      expect(await putTo(served, { token: bound(cnf), client })).toMatchObject(NOT_THE_HOLDER);
      expect(await putTo(served, { token: bound(cnf) })).toMatchObject(NOT_THE_HOLDER);
    }
  });

  it('in the header counts as none', async () => {
    const inHeader = token(issuer.ec, { cnf: { 'x5t#S256': print }, 'x5t#S256': print });
    expect(await putTo(open, { token: inHeader, client: other })).toMatchObject(ACCEPTED);
    expect(await putTo(strict, { token: inHeader, client })).toMatchObject(NOT_THE_HOLDER);
  });

  it('in the header does not replace the one in the claims', async () => {
    const both = bound({ 'x5t#S256': print }, { cnf: { 'x5t#S256': thumbprintOf(other.cert) } });
    expect(await putTo(open, { token: both, client: other })).toMatchObject(NOT_THE_HOLDER);
    expect(await putTo(open, { token: both, client })).toMatchObject(ACCEPTED);
  });

  it('is checked before the scope: a thief does not learn it', async () => {
    const cnf = { 'x5t#S256': print };
    const bearer = token(issuer.ec, {}, claims({ cnf, scope: 'openid' }));
    expect(await putTo(open, { token: bearer, client: other })).toMatchObject(NOT_THE_HOLDER);
    expect(await putTo(open, { token: bearer, client })).toMatchObject({ status: 403 });
  });
});

describe('a token that is bound to nothing', () => {
  it('is accepted with a certificate or without, unless a binding is required', async () => {
    const plain = token(issuer.ec);
    expect(await putTo(open, { token: plain })).toMatchObject(ACCEPTED);
    expect(await putTo(open, { token: plain, client })).toMatchObject(ACCEPTED);
    expect(await putTo(strict, { token: plain })).toMatchObject(NOT_THE_HOLDER);
    expect(await putTo(strict, { token: plain, client })).toMatchObject(NOT_THE_HOLDER);
  });
});

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (c) =>
    c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase(),
  );
}
