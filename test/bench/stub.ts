import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCertificate } from '../support/certificate.ts';

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
  const { key, cert } = await createCertificate();
  writeFileSync(keyFile, key, { mode: 0o600 });
  writeFileSync(certificateFile, cert);
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
