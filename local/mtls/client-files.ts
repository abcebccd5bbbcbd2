import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MutualTls } from '../api-gateway/mutual-tls.ts';
import { createAuthority, thumbprintOf } from './authority.ts';

/** The PEM files that a client needs for mutual TLS, named after curl's options. */
export interface ClientFiles {
  cacert: string;
  cert: string;
  key: string;
  /** The thumbprint to bind tokens to (RFC 8705). */
  thumbprint: string;
}

export interface LocalMutualTls {
  server: MutualTls;
  client: ClientFiles;
  /** Removes the files. */
  stop(): Promise<void>;
}

/**
 * Creates an authority for this run, a certificate for the API and one for a client. The files are
 * readable only by the current user.
 */
export async function startMutualTls(): Promise<LocalMutualTls> {
  const authority = await createAuthority();
  const [server, client] = await Promise.all([
    authority.issueServer(),
    authority.issueClient('demo'),
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'customer-api-mtls-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const write = (name: string, content: string) => {
    const file = join(folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    return file;
  };
  return {
    server: { ...server, ca: authority.cert },
    client: {
      cacert: write('ca.pem', authority.cert),
      cert: write('client.pem', client.cert),
      key: write('client-key.pem', client.key),
      thumbprint: thumbprintOf(client.cert),
    },
    stop: async () => {
      remove();
      process.removeListener('exit', remove);
    },
  };
}
