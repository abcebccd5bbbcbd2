import { CompactEncrypt } from 'jose';
import { afterAll, describe } from 'vitest';
import { claims, encode, signature, startRawIssuer, token } from '../support/raw-issuer.ts';
import { BAD_TOKEN, expectAccepted, expectRefused, NO_CREDENTIALS } from '../support/refusal.ts';
import { startWatchedApp } from '../support/watched-app.ts';
import { withApp } from '../support/with-app.ts';

const issuer = await startRawIssuer();
afterAll(() => issuer.server.stop());
const it = withApp(() => startWatchedApp({ env: issuer.env }));

const withAuthorization = (authorization: string | undefined) => ({
  token: null,
  headers: { authorization },
});

describe('a header parameter of a well-signed token', () => {
  const refused: [string, Record<string, unknown>][] = [
    ['b64 false and critical', { b64: false, crit: ['b64'] }],
    ['an extension that is critical and unknown', { crit: ['x-ext'], 'x-ext': 1 }],
    ['an extension that is critical and missing', { crit: ['x-ext'] }],
    ['a registered parameter named critical', { crit: ['alg'] }],
    ['exp named critical', { crit: ['exp'], exp: 9_999_999_999 }],
    ['an empty crit', { crit: [] }],
    ['a string for crit', { crit: 'b64' }],
    ['null for crit', { crit: null }],
    ['an object within crit', { crit: [{}] }],
    ['__proto__ named critical', { crit: ['__proto__'] }],
  ];
  it.for(refused)('makes it be refused: %s', async ([_name, header], { app }) => {
    await expectRefused(app, { token: token(issuer.ec, header) }, BAD_TOKEN);
  });

  it('b64 false, not critical, is ignored: the payload counts as encoded', async ({ app }) => {
    const encoded = token(issuer.ec, { b64: false });
    const input = `${encode({ alg: 'ES256', kid: 'ec', b64: false })}.${JSON.stringify(claims())}`;
    const bytes = signature('ES256', issuer.ec.privateKey, input);
    await expectAccepted(app, { token: encoded });
    await expectRefused(app, { token: `${input}.${bytes.toString('base64url')}` }, BAD_TOKEN);
  });

  it.for([undefined, 'JWT', 'jwt', 'at+jwt', 'AT+JWT', 'application/at+jwt', 'Application/JWT'])(
    'typ %s says that it is an access token',
    async (typ, { app }) => {
      await expectAccepted(app, { token: token(issuer.ec, { typ }) });
    },
  );

  it.for<unknown>([
    ...['logout+jwt', 'application/logout+jwt', 'dpop+jwt', 'secevent+jwt', 'id_token', 'ID'],
    ...['token-introspection+jwt', 'oauth-authz-req+jwt', 'vc+jwt', 'kb+jwt', 'client-auth+jwt'],
    ...[
      'Refresh',
      'JWS',
      'JWE',
      'at',
      'at+jwt;v=1',
      'text/jwt',
      'application/',
      'application/x/jwt',
    ],
    ...['', ' ', 'JWT ', ' at+jwt', 'at jwt', 'at+jwt\u0000', 'ＪＷＴ', 'jwt\n'],
    ...[null, 0, true, [], ['JWT'], {}, { toString: 'JWT' }],
  ])('typ %j says that it is something else', async (typ, { app }) => {
    await expectRefused(app, { token: token(issuer.ec, { typ }) }, BAD_TOKEN);
  });
});

describe('a token of another form', () => {
  const forms: [string, () => string | Promise<string>][] = [
    ['nested: a token within a token', () => token(issuer.ec, { cty: 'JWT' }, token(issuer.ec))],
    ['encrypted to the issuer’s own key', () => encrypted('RSA-OAEP-256')],
    ['with five empty parts', () => '....'],
    ['with two dots', () => '..'],
    ['with one part', () => 'token'],
    ['with four parts', () => `${token(issuer.ec)}.${encode('more')}`],
    ['with a header that is no base64', () => `*.${encode(claims())}.${encode('x')}`],
    ['with a header that is no JSON', () => `${encode('alg')}.${encode(claims())}.AAAA`],
    ['with a header that is an array', () => `${encode([])}.${encode(claims())}.AAAA`],
    ['with null for a header', () => `${encode('null')}.${encode(claims())}.AAAA`],
    ['with an empty header object', () => `${encode({})}.${encode(claims())}.AAAA`],
    ['with a payload that is no base64', () => replaced(1, '*&^')],
    ['with a signature that is no base64', () => replaced(2, '*&^')],
    ['in JSON serialization', () => flattened()],
    ['100,000 dots long', () => '.'.repeat(100_000)],
    ['of 128 KiB', () => `${'e'.repeat(131_072)}.e.e`],
    ['of 10,000 nested arrays', () => `${encode('['.repeat(10_000))}.e.e`],
    ['a signed one of 128 KiB', () => token(issuer.ec, { pad: 'p'.repeat(131_072), kid: 'x' })],
    ['undefined', () => 'undefined'],
    ['null', () => 'null'],
    ['[object Object]', () => '[object Object]'],
  ];
  it.for(forms)('is refused: %s', async ([_name, form], { app }) => {
    await expectRefused(app, { token: await form() }, BAD_TOKEN);
  });

  const encrypted = (alg: string) =>
    new CompactEncrypt(Buffer.from(token(issuer.rsa)))
      .setProtectedHeader({ alg, enc: 'A256GCM', kid: 'rsa', cty: 'JWT' })
      .encrypt(issuer.rsa.publicKey);
  const replaced = (index: number, part: string) =>
    token(issuer.ec).split('.').with(index, part).join('.');
  const flattened = () => {
    const [head, payload, signed] = token(issuer.ec).split('.');
    return JSON.stringify({ payload, protected: head, signature: signed });
  };
});

describe('an Authorization header', () => {
  const good = () => token(issuer.ec);

  const none: [string, () => string | undefined][] = [
    ['missing', () => undefined],
    ['empty', () => ''],
    ['blank', () => '   '],
    ['the scheme alone', () => 'Bearer'],
    ['the scheme and blanks', () => 'Bearer    '],
    ['a token without a scheme', () => good()],
    ['of the scheme Basic', () => `Basic ${Buffer.from(`test:${good()}`).toString('base64')}`],
    ['of the scheme DPoP', () => `DPoP ${good()}`],
    ['of a scheme that begins with Bearer', () => `Bearers ${good()}`],
    ['with a colon after the scheme', () => `Bearer: ${good()}`],
    ['with a comma after the scheme', () => `Bearer,${good()}`],
    ['with a no-break space after the scheme', () => `Bearer\u00a0${good()}`],
    ['with a tab after the scheme', () => `Bearer\t${good()}`],
    ['of full-width letters', () => `Ｂｅａｒｅｒ ${good()}`],
  ];
  it.for(none)('counts as no credentials: %s', async ([_name, header], { app }) => {
    await expectRefused(app, withAuthorization(header()), NO_CREDENTIALS);
  });

  const bad: [string, () => string][] = [
    ['twice the same, as API Gateway joins them', () => `Bearer ${good()},Bearer ${good()}`],
    ['twice, a bad one first', () => `Bearer x,Bearer ${good()}`],
    ['twice, a bad one last', () => `Bearer ${good()},Bearer x`],
    ['two tokens', () => `Bearer ${good()} ${good()}`],
    ['the scheme twice', () => `Bearer Bearer ${good()}`],
    ['a token in quotes', () => `Bearer "${good()}"`],
    ['a parameter after the token', () => `Bearer ${good()}, realm="x"`],
    ['a line break within', () => `Bearer ${good()}\r\nx-tenant: other`],
    ['U+0000 after the token', () => `Bearer ${good()}\u0000`],
  ];
  it.for(bad)('is refused with %s', async ([_name, header], { app }) => {
    await expectRefused(app, withAuthorization(header()), BAD_TOKEN);
  });

  it('sent twice in different letter cases is refused', async ({ app }) => {
    const headers = { Authorization: `Bearer ${good()}`, authorization: `Bearer ${good()}` };
    await expectRefused(app, { token: null, headers }, BAD_TOKEN);
  });

  it.for(['bearer', 'BEARER', 'bEaReR'])(
    'is accepted with the scheme %s',
    async (scheme, { app }) => {
      await expectAccepted(app, withAuthorization(`${scheme} ${good()}`));
    },
  );

  it('gives no way in by another header, a cookie or the body', async ({ app }) => {
    const headers = {
      authorization: undefined,
      'x-authorization': `Bearer ${good()}`,
      'proxy-authorization': `Bearer ${good()}`,
      cookie: `access_token=${good()}`,
    };
    await expectRefused(
      app,
      { token: null, headers, body: { access_token: good() } },
      NO_CREDENTIALS,
    );
  });
});
