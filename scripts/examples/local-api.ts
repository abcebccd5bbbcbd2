import { startLocalRun } from '../../local/local-run.ts';
import type { HttpRequest } from './http-request.ts';

/** What came back: status line, headers and the JSON of the body. */
export interface HttpAnswer {
  status: number;
  statusText: string;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Sends a request; its target is a path of the local API or a whole URL. */
export type Send = (request: HttpRequest) => Promise<HttpAnswer>;

export interface LocalApi {
  url: string;
  issuerUrl: string;
  dynamoDbEndpoint: string;
  table: string;
  send: Send;
  stop(): Promise<void>;
}

/** Starts what `npm start` starts and gives a client of it. */
export async function startLocalApi(): Promise<LocalApi> {
  // The log would hide what the tests and scripts have to say.
  process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';
  const { url, issuer, ...run } = await startLocalRun();
  return {
    ...run,
    url,
    issuerUrl: issuer.issuer,
    send: async ({ method, target, headers, body }) => {
      const response = await fetch(new URL(target, url), {
        method,
        headers,
        ...(body !== undefined && { body }),
      });
      return {
        status: response.status,
        statusText: response.statusText,
        headers: response.headers,
        body: (await response.json()) as Record<string, unknown>,
      };
    },
  };
}

/** A token of the local issuer, as its users get it. */
export async function getToken({ issuerUrl, send }: LocalApi): Promise<string> {
  const { body } = await send({
    method: 'POST',
    target: `${issuerUrl}/token`,
    headers: {
      authorization: `Basic ${btoa('demo:any')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials&scope=customers:write',
  });
  return String(body.access_token);
}
