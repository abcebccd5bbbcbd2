import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Answer } from './expect-answer.ts';

/** A client certificate with its key, in PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
  /** The authority of the server's certificate, if Node.js does not trust it anyway. */
  readonly ca: string | undefined;
}

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly certificate: Partial<ClientCertificate>;
}

/** Sends a PUT by `node:http` or `node:https`: the global `fetch` takes no client certificate. */
export async function send(url: string, sent: Sent): Promise<Answer> {
  const { headers, body, timeoutMs, certificate } = sent;
  const { cert, key, ca } = certificate;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const options = {
    ...{ method: 'PUT', headers, agent: false, signal: AbortSignal.timeout(timeoutMs) },
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(ca !== undefined && { ca }),
  };
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  const sending = request(url, options, (response) => {
    const { statusCode = 0, headers: received } = response;
    const entries = Object.entries(received).map(([name, value]) => [name, String(value)] as const);
    text(response).then(
      (content) =>
        resolve({
          status: statusCode,
          headers: new Headers(entries.map((one) => [...one])),
          body: parse(content),
        }),
      reject,
    );
  });
  sending.on('error', reject);
  sending.end(body);
  return promise;
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
