import { Agent, request } from 'node:https';
import { json } from 'node:stream/consumers';
import type { Certified } from '../../local/mtls/authority.ts';

export interface TlsRequest {
  /** The authority of the server's certificate. */
  ca: string;
  token: string;
  /** The client's certificate, if it has one. */
  client?: Certified | undefined;
  headers?: Record<string, string>;
  body?: object;
  agent?: Agent;
}

/** Sends `PUT /v1/customers/{id}` by TLS, with a client certificate or without. */
export async function putOverTls(
  url: string,
  id: string,
  { ca, token, client, headers = {}, body = { firstName: 'Eve' }, agent = new Agent() }: TlsRequest,
) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number | undefined;
    challenge: string | undefined;
    body: unknown;
  }>();
  const sent = request(
    `${url}/v1/customers/${id}`,
    {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...headers,
      },
      ca,
      agent,
      ...(client && { key: client.key, cert: client.cert }),
    },
    async (response) => {
      const { statusCode: status, headers: answered } = response;
      const challenge = answered['www-authenticate'];
      resolve({ status, challenge, body: await json(response) });
    },
  );
  sent.on('error', reject);
  sent.end(JSON.stringify(body));
  return promise;
}
