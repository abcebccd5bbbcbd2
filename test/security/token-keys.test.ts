import { sign } from 'node:crypto';
import { afterAll, describe, expect } from 'vitest';
import { keys, startFakeServer } from '../support/fake-server.ts';
import {
  claims,
  createKey,
  encode,
  type SigningKey,
  signature,
  startRawIssuer,
  token,
} from '../support/raw-issuer.ts';
import { BAD_TOKEN, expectAccepted, expectRefused } from '../support/refusal.ts';
import { startWatchedApp } from '../support/watched-app.ts';
import { withApp } from '../support/with-app.ts';

const attacker = createKey('ES256', 'attacker');

const issuer = await startRawIssuer();
const attackers = await startFakeServer(keys(attacker.jwk, { ...attacker.jwk, kid: 'ec' }));
afterAll(() => Promise.all([issuer.server.stop(), attackers.stop()]));
const it = withApp(() => startWatchedApp({ env: issuer.env }));

describe('a key named inside the token', () => {
  const spki = () => attacker.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const parameters: [string, () => Record<string, unknown>][] = [
    ['jwk', () => ({ jwk: attacker.jwk })],
    ['jwk with the private part', () => ({ jwk: attacker.privateKey.export({ format: 'jwk' }) })],
    ['jku', () => ({ jku: attackers.url })],
    ['x5u', () => ({ x5u: attackers.url })],
    ['x5c', () => ({ x5c: [spki()] })],
    ['jwk, jku, x5u and x5c', () => ({ jwk: attacker.jwk, jku: attackers.url, x5c: [spki()] })],
  ];
  const kids: [string, Record<string, unknown>][] = [
    ['its own kid', { kid: 'attacker' }],
    ['the kid of the issuer', { kid: 'ec' }],
    ['no kid', { kid: undefined }],
    ['its address as kid', { kid: 'http://127.0.0.1/jwks' }],
  ];
  const table = parameters.flatMap(([name, parameter]) =>
    kids.map(([kidName, kid]) => [name, kidName, parameter, kid] as const),
  );

  it.for(table)(
    'by %s is ignored beside %s',
    async ([_name, _kidName, parameter, kid], { app }) => {
      const forged = token(attacker, { ...kid, ...parameter() });
      await expectRefused(app, { token: forged }, BAD_TOKEN);
      expect(attackers.requests()).toBe(0);
    },
  );

  it.for(parameters)('by %s does no harm to a good token', async ([_name, parameter], { app }) => {
    await expectAccepted(app, { token: token(issuer.ec, parameter()) });
    expect(attackers.requests()).toBe(0);
  });
});

const anonymous = ({ jwk: { kid: _kid, ...jwk } }: SigningKey) => jwk;

describe('a kid', () => {
  const hostile: [string, unknown][] = [
    ['unknown', 'unknown'],
    ['empty', ''],
    ['of another letter case', 'EC'],
    ['with a blank after it', 'ec '],
    ['with U+0000 after it', 'ec\u0000'],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['toString', 'toString'],
    ['a path', '../../../../dev/null'],
    ['an SQL injection', "ec' OR '1'='1"],
    ['a shell injection', 'ec; curl http://127.0.0.1/ | sh'],
    ['an unpaired surrogate', '\ud800'],
    ['100,000 characters long', 'e'.repeat(100_000)],
  ];
  it.for(hostile)(
    'that is %s is refused, even over a good signature',
    async ([_name, kid], { app }) => {
      await expectRefused(app, { token: token(issuer.ec, { kid }) }, BAD_TOKEN);
    },
  );

  const others: [string, unknown][] = [
    ['missing', undefined],
    ['null', null],
    ['a number', 0],
    ['a boolean', true],
    ['an array', ['ec']],
    ['an object', { kid: 'ec' }],
  ];
  it.for([...others, ...hostile])(
    'that is %s does not help a foreign key',
    async ([_name, kid], { app }) => {
      await expectRefused(app, { token: token(attacker, { kid }) }, BAD_TOKEN);
    },
  );

  it('that is missing is no hindrance where one key fits', async ({ app }) => {
    await expectAccepted(app, { token: token(issuer.ec, { kid: undefined }) });
  });

  const second = createKey('ES256', 'ec');
  const sets: [string, (first: SigningKey) => object[], string | undefined][] = [
    [
      'missing, several keys fit',
      (first) => [first.jwk, { ...second.jwk, kid: 'second' }],
      undefined,
    ],
    ['that of two keys', (first) => [first.jwk, second.jwk], 'ec'],
    [
      'that of four keys',
      (first) => [createKey('RS256', 'ec').jwk, first.jwk, second.jwk, attacker.jwk],
      'ec',
    ],
    [
      'that of a broken key, too',
      (first) => [{ ...first.jwk, x: 'AAAA' }, first.jwk, second.jwk],
      'ec',
    ],
    [
      'the kid of none, nor has any key one',
      (first) => [anonymous(first), anonymous(second)],
      undefined,
    ],
  ];
  it.each(sets)('(%s) has each key tried', async (_name, toKeys, kid) => {
    const only = await startRawIssuer();
    only.server.answer(keys(...toKeys(only.ec)));
    const other = await startWatchedApp({ env: only.env });
    await expectAccepted(other, { token: token(only.ec, { kid }) });
    await expectAccepted(other, { token: token(second, { kid }) });
    const expired = token(second, { kid }, claims({ exp: 1 }));
    await expectRefused(other, { token: expired }, BAD_TOKEN);
    expect(other.logs.at(-1)?.reason).toBe('ERR_JWT_EXPIRED exp');
    const foreign = token(createKey('ES256', 'foreign'), { kid });
    await expectRefused(other, { token: foreign }, BAD_TOKEN);
    expect(other.logs.at(-1)?.reason).toBe('ERR_JWS_SIGNATURE_VERIFICATION_FAILED');
    await other.stop();
    await only.server.stop();
  });

  it('of another key than the one that signed is refused', async ({ app }) => {
    await expectRefused(app, { token: token(issuer.ec, { kid: 'rsa' }) }, BAD_TOKEN);
    await expectRefused(app, { token: token(issuer.rsa, { kid: 'ec' }) }, BAD_TOKEN);
  });
});

describe('a signature', () => {
  const parts = (name: 'ec' | 'rsa' = 'ec') => token(issuer[name]).split('.') as Parts;
  type Parts = [header: string, payload: string, signature: string];

  it('of a foreign key under a kid of the issuer is refused', async ({ app }) => {
    await expectRefused(app, { token: token(attacker, { kid: 'ec' }) }, BAD_TOKEN);
  });

  it('of another payload is refused', async ({ app }) => {
    const [header, , signed] = parts();
    const payload = encode(claims({ sub: 'somebody else' }));
    await expectRefused(app, { token: `${header}.${payload}.${signed}` }, BAD_TOKEN);
  });

  it('of another header is refused', async ({ app }) => {
    const [, payload, signed] = parts();
    const header = encode({ alg: 'ES256', kid: 'ec', typ: 'JWT' });
    await expectRefused(app, { token: `${header}.${payload}.${signed}` }, BAD_TOKEN);
  });

  const broken: [string, (bytes: Buffer) => Uint8Array][] = [
    ['empty', () => Buffer.alloc(0)],
    ['of zeros, which broken verifiers of elliptic curves accept', () => Buffer.alloc(64)],
    ['cut by a byte', (bytes) => bytes.subarray(0, -1)],
    ['with a byte more', (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])],
    ['with one bit changed', (bytes) => bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte))],
    ['100,000 bytes long', (bytes) => Buffer.concat([bytes, Buffer.alloc(100_000)])],
  ];
  const table = broken.flatMap(([name, mend]) =>
    (['ec', 'rsa', 'ed'] as const).map((key) => [name, key, mend] as const),
  );
  it.for(table)('%s is refused (%s)', async ([_name, key, mend], { app }) => {
    const { privateKey, jwk } = issuer[key];
    const input = `${encode({ alg: jwk.alg, kid: key })}.${encode(claims())}`;
    const bytes = mend(signature(String(jwk.alg), privateKey, input));
    const forged = `${input}.${Buffer.from(bytes).toString('base64url')}`;
    await expectRefused(app, { token: forged }, BAD_TOKEN);
  });

  it('of an elliptic curve in DER form is refused', async ({ app }) => {
    const input = `${encode({ alg: 'ES256', kid: 'ec' })}.${encode(claims())}`;
    const der = sign('sha256', Buffer.from(input), issuer.ec.privateKey).toString('base64url');
    await expectRefused(app, { token: `${input}.${der}` }, BAD_TOKEN);
  });

  it('of the public key itself in place of a signature is refused', async ({ app }) => {
    const [header, payload] = parts();
    const key = issuer.ec.publicKey.export({ type: 'spki', format: 'der' });
    const forged = `${header}.${payload}.${key.toString('base64url')}`;
    await expectRefused(app, { token: forged }, BAD_TOKEN);
  });
});
