import { DEFAULT_SCOPE } from '../../lambda/config.ts';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';
import { startLocalRun } from '../../local/local-run.ts';
import { putCustomers } from '../../local/seed/put-customers.ts';
import { sampleItem } from '../openapi/sample.ts';
import { getToken as requestToken } from '../smoke/get-token.ts';
import type { HttpRequest } from './http-request.ts';

/** A response: status line, headers and the parsed JSON body. */
export interface HttpAnswer {
  status: number;
  statusText: string;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Sends a request; its target is a path of the local API or an absolute URL. */
export type Send = (request: HttpRequest) => Promise<HttpAnswer>;

export interface LocalApi {
  url: string;
  issuerUrl: string;
  dynamoDbEndpoint: string;
  table: string;
  send: Send;
  stop(): Promise<void>;
}

/** Starts what `npm start` starts, and returns a client for it. */
export async function startLocalApi(): Promise<LocalApi> {
  // The function's log would drown the output of tests and scripts.
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

/** A token from the local issuer, for the credentials that `npm start` prints. */
export function getToken({ issuerUrl }: LocalApi): Promise<string> {
  return requestToken({
    tokenEndpoint: `${issuerUrl}/token`,
    clientId: 'demo',
    clientSecret: 'any',
    scope: DEFAULT_SCOPE,
  });
}

/** Resets the sample customer to version 1. */
export async function restoreSampleCustomer({ dynamoDbEndpoint, table }: LocalApi): Promise<void> {
  const client = createLocalClient(dynamoDbEndpoint);
  await putCustomers(client, table, [sampleItem(new Date().toISOString())]);
  client.destroy();
}
