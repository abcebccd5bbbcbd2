import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface StubOptions {
  keyFile: string;
  certificateFile: string;
  jwks: unknown;
  /** The answer to every UpdateItem, as DynamoDB writes it. */
  answer: unknown;
}

/** UpdateItems since the last question, and the last of them as received. */
export interface StubRecord {
  calls: number;
  headers?: string[];
  body?: string;
}

export interface Stub {
  url: string;
  /** For NODE_EXTRA_CA_CERTS. */
  certificateFile: string;
  take(): Promise<StubRecord>;
  stop(): void;
}

const PROCESS = fileURLToPath(new URL('./stub-process.ts', import.meta.url));

/** Starts the stub of issuer and DynamoDB with a certificate made for it. */
export async function startStub(
  outdir: string,
  { jwks, answer }: Pick<StubOptions, 'jwks' | 'answer'>,
): Promise<Stub> {
  const keyFile = join(outdir, 'stub-key.pem');
  const certificateFile = join(outdir, 'stub-certificate.pem');
  createCertificate(keyFile, certificateFile);
  const options: StubOptions = { keyFile, certificateFile, jwks, answer };
  const child = fork(PROCESS, [JSON.stringify(options)]);
  const [port] = await once(child, 'message');
  return {
    url: `https://127.0.0.1:${port}`,
    certificateFile,
    take: async () => {
      child.send('take');
      const [record] = await once(child, 'message');
      return record as StubRecord;
    },
    stop: () => child.disconnect(),
  };
}

/** RSA with 2048 bits, as the certificates of AWS have. */
function createCertificate(keyFile: string, certificateFile: string): void {
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', keyFile];
  execFileSync(
    'openssl',
    ['req', '-x509', '-days', '2', ...key, '-out', certificateFile, ...subject],
    {
      stdio: 'pipe',
    },
  );
}
