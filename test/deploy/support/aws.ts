import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/transport';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Emulator } from './emulator.ts';

export interface Call {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const JSON_1_0 = { 'content-type': 'application/x-amz-json-1.0' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** A call in AWS's JSON protocol. */
export function json(target: string, input: unknown = {}): Call {
  return { headers: { ...JSON_1_0, 'x-amz-target': target }, body: JSON.stringify(input) };
}

/** A call in AWS's query protocol. */
export function query(Action: string, input: Readonly<Record<string, string>> = {}): Call {
  return { headers: FORM, body: new URLSearchParams({ Action, ...input }).toString() };
}

/** A GET of a service that speaks REST. */
export function get(path: string): Call {
  return { method: 'GET', path };
}

/** Sends a signed call to a service of the emulator, without an SDK client; resolves to the text. */
export async function callAws(
  { endpoint, env }: Emulator,
  service: string,
  { method = 'POST', path = '/', headers = {}, body }: Call,
): Promise<string> {
  const { host, hostname, port } = new URL(endpoint);
  const request = new HttpRequest({
    ...{ protocol: 'https:', hostname, port: Number(port), method, path },
    headers: { ...headers, host },
    body,
  });
  const signer = new SignatureV4({
    ...{ region: env.AWS_REGION ?? '', service, sha256: Sha256 },
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
  const signed = await signer.sign(request);
  const { host: _host, ...sent } = signed.headers;
  const answer = await fetch(`${endpoint}${path}`, {
    method,
    headers: sent,
    ...(body !== undefined && { body }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${service} ${method} ${path}: ${answer.status} ${text}`);
  return text;
}
