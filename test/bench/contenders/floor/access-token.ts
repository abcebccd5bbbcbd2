import { createPublicKey, type VerifyKeyObjectInput, verify } from 'node:crypto';
import { get } from 'node:https';
import type { Caller } from '../shared/update-item.ts';

const { JWKS_URI = '', JWT_ISSUER, JWT_AUDIENCE } = process.env;
let keys: Promise<Map<string, VerifyKeyObjectInput>> | undefined;

/** The caller whom a bearer token names, or undefined for a bad one; RS256 and ES256 alone. */
export async function verifyBearer(header: string | undefined): Promise<Caller | undefined> {
  const [head, payload, signature] = header?.startsWith('Bearer ')
    ? header.slice(7).split('.')
    : [];
  if (!head || !payload || !signature) return undefined;
  keys ??= fetchKeys();
  const { alg, kid } = parse(head);
  const key = (await keys).get(`${alg} ${kid}`);
  const signed = Buffer.from(`${head}.${payload}`);
  if (!key || !verify('sha256', signed, key, Buffer.from(signature, 'base64url'))) return undefined;
  const claims = parse(payload);
  const now = Date.now() / 1000;
  const isValid =
    claims.iss === JWT_ISSUER &&
    claims.aud === JWT_AUDIENCE &&
    claims.exp > now - 5 &&
    (claims.nbf === undefined || claims.nbf < now + 5) &&
    typeof claims.sub === 'string' &&
    String(claims.scope).split(' ').includes('customers:write');
  return isValid ? { id: claims.sub } : undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of any form
function parse(part: string): any {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return {};
  }
}

/** The issuer's keys by algorithm and id; also called ahead of the first token. */
export function fetchKeys(): Promise<Map<string, VerifyKeyObjectInput>> {
  keys ??= new Promise((resolve, reject) => {
    get(JWKS_URI, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const jwks = JSON.parse(Buffer.concat(chunks).toString());
        resolve(
          new Map(
            jwks.keys.map((jwk: { alg: string; kid: string }) => [
              `${jwk.alg} ${jwk.kid}`,
              // For RSA the encoding is passed over.
              { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
            ]),
          ),
        );
      });
    }).on('error', reject);
  });
  return keys;
}
