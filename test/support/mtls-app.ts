import { type HttpApi, startHttpApi } from '../../local/api-gateway/http-api.ts';
import { createAuthority } from '../../local/mtls/authority.ts';
import { putOverTls, type TlsRequest } from './put-over-tls.ts';
import { BAD_TOKEN } from './refusal.ts';
import { readItem, storeCustomer } from './table.ts';
import type { TestApp } from './test-app.ts';
import { startWatchedApp } from './watched-app.ts';

export const authority = await createAuthority();
const server = await authority.issueServer();

/** A watched app behind the local API Gateway with mutual TLS. */
export interface MtlsApp {
  app: TestApp;
  api: HttpApi;
  stop(): Promise<unknown>;
}

/** Starts an app that takes the client certificates of the authority. */
export async function startMtlsApp(env: Record<string, string>): Promise<MtlsApp> {
  const app = await startWatchedApp({ env });
  const handler = async (event: unknown) => {
    const { status, headers, body } = await app.send(event);
    return { statusCode: status, headers, body: JSON.stringify(body) };
  };
  const api = await startHttpApi({
    lambda: { handler, timeoutSeconds: 15, memoryMb: 1769 },
    routeKeys: ['PUT /v1/customers/{customerId}'],
    port: 0,
    tls: { ...server, ca: authority.cert },
  });
  return { app, api, stop: () => Promise.all([api.stop(), app.stop()]) };
}

/** Sends a change over TLS; returns the answer, whether the change was made and the log. */
export async function putTo({ app, api }: MtlsApp, request: Omit<TlsRequest, 'ca'>) {
  const id = await storeCustomer({ firstName: 'Ada' });
  const answer = await putOverTls(api.url, id, { ca: authority.cert, ...request });
  const isChanged = (await readItem(id))?.firstName !== 'Ada';
  return { ...answer, isChanged, calls: app.sent.get(id) ?? 0, line: app.logs.at(-1) };
}

export const ACCEPTED = { status: 200, isChanged: true, calls: 1 };
/** Refused because of its `cnf`, or the lack of one. */
export const NOT_THE_HOLDER = {
  ...{ status: 401, challenge: BAD_TOKEN.challenge, isChanged: false, calls: 0 },
  line: { principal: 'test', reason: 'ERR_JWT_CLAIM_VALIDATION_FAILED cnf' },
};
