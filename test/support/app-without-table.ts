import { type AppDeps, createApp } from '../../lambda/app.ts';
import { loadConfig } from '../../lambda/config.ts';
import type { StoredCustomer } from '../../lambda/customer/stored-customer.ts';
import type { RequestRecord } from '../../lambda/middleware/request-log.ts';
import { createKey, ISSUER, token } from './raw-issuer.ts';
import { AUDIENCE } from './test-app.ts';

export const CUSTOMER_ID = '0e01f271-80b1-4724-b5dc-6959c7cd88dc';
export const ITEM: StoredCustomer = { id: CUSTOMER_ID, type: 'INDIVIDUAL', version: 7 };
export const KEY = createKey('ES256', 'ec');
export const NOW = '2026-11-22T00:42:50.311Z';

export const CONFIG = loadConfig({
  TABLE_NAME: 'customers',
  JWT_ISSUER: ISSUER,
  JWT_AUDIENCE: AUDIENCE,
  JWKS_URI: 'https://issuer.example.com/jwks',
});

export interface Line {
  level: 'info' | 'error';
  message: string;
  fields: Record<string, unknown>;
}

interface Options {
  deps?: Partial<AppDeps>;
  /** Members that replace those of a valid request's event. */
  event?: object;
  headers?: Record<string, string | undefined>;
  /** Claims in addition to those of a valid token. */
  claims?: object;
  remainingMs?: number;
}

/** Sends a request through the app without a table: writes succeed unless `deps` say otherwise. */
export async function putWithoutTable(options: Options = {}) {
  const { deps, event, headers, claims, remainingMs = 15_000 } = options;
  const lines: Line[] = [];
  const writeAs = (level: Line['level']) => (message: string, fields: Record<string, unknown>) =>
    void lines.push({ level, message, fields });
  const updates: Parameters<AppDeps['updateItem']>[0][] = [];
  const app = createApp({
    config: CONFIG,
    getKey: async () => KEY.publicKey,
    updateItem: async (input) => {
      updates.push(input);
      return { updated: ITEM };
    },
    backOff: async () => {},
    now: () => new Date(NOW),
    monotonicNow: () => 0,
    newId: () => 'made up',
    log: { info: writeAs('info'), error: writeAs('error') },
    ...deps,
  });
  const iat = Date.parse(NOW) / 1000;
  const valid = { iss: ISSUER, aud: AUDIENCE, sub: 'ann', scope: 'customers:write' };
  const bearer = token(KEY, {}, { ...valid, iat, exp: iat + 86_400, ...claims });
  const context = { getRemainingTimeInMillis: () => remainingMs };
  const answer = await app(
    {
      version: '2.0',
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        ...headers,
      },
      pathParameters: { customerId: CUSTOMER_ID },
      requestContext: { requestId: 'request-1', http: { method: 'PUT' } },
      body: '{"firstName":"Ann"}',
      isBase64Encoded: false,
      ...event,
    },
    context as never,
  );
  const { record } = context as unknown as { record: RequestRecord };
  const {
    statusCode,
    headers: sent,
    body,
  } = answer as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
  };
  return { status: statusCode, headers: sent, body: JSON.parse(body), lines, updates, record };
}
