import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Caller } from './update-item.ts';

const { JWKS_URI = '', JWT_ISSUER = '', JWT_AUDIENCE = '' } = process.env;
const keySet = createRemoteJWKSet(new URL(JWKS_URI));

/** The caller whom a bearer token names, or undefined for a bad one. */
export async function verifyBearer(header: string | undefined): Promise<Caller | undefined> {
  if (!header?.startsWith('Bearer ')) return undefined;
  try {
    const { payload } = await jwtVerify(header.slice(7), keySet, {
      issuer: JWT_ISSUER,
      audience: JWT_AUDIENCE,
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      requiredClaims: ['exp', 'sub'],
    });
    const scopes = String(payload.scope).split(' ');
    return payload.sub && scopes.includes('customers:write') ? { id: payload.sub } : undefined;
  } catch {
    return undefined;
  }
}
