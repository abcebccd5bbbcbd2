import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { HttpRequest } from '@smithy/core/transport';

/** In whose name a request is made, and in which region. */
export interface Signatory {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

const SERVICE = 'dynamodb';
/** The key of a day takes four HMACs, so the last one is kept. */
let latest: { madeOf: string; key: KeyObject } | undefined;

/**
 * The headers of a POST to DynamoDB with those of its Signature Version 4:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * The SDK's signer is for requests of all kinds to all services; a test compares the two.
 */
export function signedHeaders(
  { hostname, port, path, headers, body }: HttpRequest,
  { region, accessKeyId, secretAccessKey, sessionToken }: Signatory,
  now: Date,
): Record<string, string> {
  const time = now.toISOString().replace(/[:-]|\.\d{3}/g, '');
  const date = time.slice(0, 8);
  // In the order of their names, as they are signed.
  const signed: Record<string, string> = {
    'content-type': headers['content-type'] ?? '',
    host: port === undefined ? hostname : `${hostname}:${port}`,
    'x-amz-date': time,
    ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
    'x-amz-target': headers['x-amz-target'] ?? '',
  };
  const names = Object.keys(signed).join(';');
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const canonical = `POST\n${path}\n\n${lines.join('')}\n${names}\n${hash('sha256', body)}`;
  const scope = `${date}/${region}/${SERVICE}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', canonical)}`;
  const signature = hmac(keyOf(secretAccessKey, date, region), toSign).digest('hex');
  const credential = `${accessKeyId}/${scope}`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...headers, ...signed, authorization };
}

function keyOf(secret: string, date: string, region: string): KeyObject {
  const madeOf = [secret, date, region].join();
  if (latest?.madeOf === madeOf) return latest.key;
  let key = createSecretKey(`AWS4${secret}`, 'utf8');
  for (const part of [date, region, SERVICE, 'aws4_request']) {
    key = createSecretKey(hmac(key, part).digest());
  }
  latest = { madeOf, key };
  return key;
}

function hmac(key: KeyObject, text: string) {
  return createHmac('sha256', key).update(text);
}
