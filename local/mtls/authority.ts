import { createHash, X509Certificate } from 'node:crypto';
import { generate, type SelfsignedOptions } from 'selfsigned';
import { LOOPBACK } from '../shared/ports.ts';

/** A key and its certificate, in PEM. */
export interface Certified {
  key: string;
  cert: string;
}

/** A certificate authority for one local run. */
export interface Authority {
  /** The authority's certificate in PEM, as in a truststore. */
  cert: string;
  /** A certificate for a server on the loopback address. */
  issueServer(): Promise<Certified>;
  /** A certificate for a client, by default valid for a day. */
  issueClient(name: string, validity?: { from?: Date; to?: Date }): Promise<Certified>;
}

const DAY_MS = 24 * 3_600_000;

/** Creates an authority whose key never leaves the process. */
export async function createAuthority(): Promise<Authority> {
  const authority = await issue('local certificate authority', {
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const ca = { key: authority.key, cert: authority.cert };
  return {
    cert: ca.cert,
    issueServer: () =>
      issue(LOOPBACK, {
        ca,
        extensions: [
          { name: 'subjectAltName', altNames: [{ type: 7, ip: LOOPBACK }] },
          { name: 'extKeyUsage', serverAuth: true },
        ],
      }),
    issueClient: (name, { from, to } = {}) =>
      issue(name, {
        ca,
        ...(from && { notBeforeDate: from }),
        ...(to && { notAfterDate: to }),
        extensions: [{ name: 'extKeyUsage', clientAuth: true }],
      }),
  };
}

/** The thumbprint of a certificate, to which tokens are bound: `x5t#S256` of RFC 8705. */
export function thumbprintOf(cert: string): string {
  return createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');
}

async function issue(name: string, options: SelfsignedOptions): Promise<Certified> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // Tolerates small clock differences.
    notBeforeDate: new Date(Date.now() - 60_000),
    notAfterDate: new Date(Date.now() + DAY_MS),
    ...options,
  });
  return { key, cert };
}
