import {
  constants,
  createHmac,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign as signBytes,
} from 'node:crypto';
import { type FakeServer, keys, startFakeServer } from './fake-server.ts';
import { AUDIENCE } from './test-app.ts';

export const ISSUER = 'https://issuer.example.com';

type Members = Record<string, unknown>;

/** A key pair and its public key as it stands in a key set. */
export interface SigningKey {
  privateKey: KeyObject;
  publicKey: KeyObject;
  jwk: JsonWebKey & { kid: string; alg?: string };
}

/** An issuer that signs any token, valid or not, and serves its keys. */
export interface RawIssuer {
  server: FakeServer;
  /** Environment of an app that trusts it. */
  env: { JWT_ISSUER: string; JWKS_URI: string };
  rsa: SigningKey;
  ec: SigningKey;
  ed: SigningKey;
}

/** Starts an issuer with one key each for RS256, ES256 and EdDSA. */
export async function startRawIssuer(): Promise<RawIssuer> {
  const rsa = createKey('RS256', 'rsa');
  const ec = createKey('ES256', 'ec');
  const ed = createKey('EdDSA', 'ed');
  const server = await startFakeServer(keys(rsa.jwk, ec.jwk, ed.jwk));
  return { server, env: { JWT_ISSUER: ISSUER, JWKS_URI: server.url }, rsa, ec, ed };
}

/** A fresh key pair for an algorithm. */
export function createKey(alg: string, kid: string): SigningKey {
  const { privateKey, publicKey } = generate(alg);
  return { privateKey, publicKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg } };
}

function generate(alg: string): { privateKey: KeyObject; publicKey: KeyObject } {
  if (alg === 'EdDSA') return generateKeyPairSync('ed25519');
  if (!alg.startsWith('ES')) return generateKeyPairSync('rsa', { modulusLength: 2048 });
  const curves: Members = { ES256: 'P-256', ES256K: 'secp256k1', ES384: 'P-384', ES512: 'P-521' };
  return generateKeyPairSync('ec', { namedCurve: String(curves[alg]) });
}

/** Claims of a valid token; a claim given as undefined is left out. */
export function claims(overrides: Members = {}): Members {
  const now = Math.floor(Date.now() / 1000);
  const valid = { iss: ISSUER, aud: AUDIENCE, sub: 'test', scope: 'customers:write' };
  return { ...valid, iat: now, exp: now + 600, ...overrides };
}

/** A part of a token: JSON, unless it is text or bytes already. */
export function encode(part: unknown): string {
  if (part instanceof Uint8Array) return Buffer.from(part).toString('base64url');
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}

/** A compact token, by default signed with the algorithm of its header. */
export function token(
  { privateKey, jwk }: SigningKey,
  header: Members = {},
  payload: unknown = claims(),
  alg = String(jwk.alg),
): string {
  const input = `${encode({ alg, kid: jwk.kid, ...header })}.${encode(payload)}`;
  return `${input}.${signature(alg, privateKey, input).toString('base64url')}`;
}

/** The signature of an algorithm of JWA (RFC 7518, RFC 8037) over a token's first two parts. */
export function signature(alg: string, key: KeyObject, input: string): Buffer {
  const bytes = Buffer.from(input);
  if (alg.startsWith('Ed')) return signBytes(null, bytes, key);
  const hash = `sha${/\d{3}/.exec(alg)?.[0]}`;
  if (alg.startsWith('ES')) return signBytes(hash, bytes, { key, dsaEncoding: 'ieee-p1363' });
  if (alg.startsWith('RS')) return signBytes(hash, bytes, key);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return signBytes(hash, bytes, { key, padding, saltLength });
}

/** A token with an HMAC, for the attack that uses a public key as the HMAC's secret. */
export function hmacToken(alg: string, kid: string, secret: Uint8Array | string): string {
  const input = `${encode({ alg, kid })}.${encode(claims())}`;
  const hash = `sha${alg.slice(2)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
}
