import { createHash, X509Certificate } from 'node:crypto';
import { TokenFault } from './token-fault.ts';

/** SHA-256 of the holder's certificate, in unpadded base64url (RFC 8705, section 3.1). */
const THUMBPRINT = 'x5t#S256';

/** What the binding of a token is checked against. */
export interface Presented {
  /** The client certificate, in PEM, that API Gateway verified. */
  certificate: string | undefined;
  now: Date;
}

/**
 * Throws a `TokenFault` unless the token's holder presents it. A bound token (`cnf`, RFC 7800)
 * never passes as a plain bearer token, whatever the confirmation method; an unbound token
 * passes unless `required`.
 */
export function assertHolder(
  claims: Readonly<Record<string, unknown>>,
  { certificate, now }: Presented,
  required: boolean,
): void {
  const { cnf } = claims;
  const isHeld = cnf === undefined ? !required : isThumbprint(cnf, certificate, now);
  if (!isHeld) throw new TokenFault('invalid_token', { claim: 'cnf' });
}

/**
 * Whether a confirmation is this certificate's thumbprint and nothing else: a second method would
 * go unchecked.
 */
function isThumbprint(cnf: unknown, certificate: string | undefined, now: Date): boolean {
  if (typeof cnf !== 'object' || cnf === null || certificate === undefined) return false;
  const [method, ...others] = Object.entries(cnf);
  if (method?.[0] !== THUMBPRINT || others.length > 0) return false;
  try {
    const { raw, validFromDate, validToDate } = new X509Certificate(certificate);
    const thumbprint = createHash('sha256').update(raw).digest('base64url');
    return method[1] === thumbprint && validFromDate <= now && now <= validToDate;
  } catch {
    // Not a certificate at all.
    return false;
  }
}
