import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { type AppDeps, createApp } from '../../lambda/app.ts';
import { type Config, loadConfig } from '../../lambda/config.ts';
import { fetchJwks } from '../../lambda/fetch-jwks.ts';
import { createKeySet } from '../../lambda/key-set.ts';
import { createUpdateItem } from '../../lambda/write/send-update.ts';
import { toHttpApiEvent } from '../../local/api-gateway/http-api-event.ts';
import { createLocalClient } from '../../local/dynamodb/dynamodb-client.ts';
import { type LocalIssuer, startIssuer } from '../../local/issuer.ts';
import { type Handler, invoke } from '../../local/lambda/lambda-function.ts';

export const AUDIENCE = 'customers-api';

/** One request; what is not given is that of a valid request by a valid caller. */
export interface TestRequest {
  /** JSON, unless it is a string or bytes already. */
  body?: unknown;
  headers?: Readonly<Record<string, string | undefined>>;
  /** The token, or claims to sign; null sends no Authorization. */
  token?: string | null;
}

export interface TestAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read any member of any answer
  body: any;
}

export interface TestApp {
  issuer: LocalIssuer;
  /** Sends `PUT /v1/customers/{id}` through the whole chain, by the event that API Gateway would send. */
  put(id: string, request?: TestRequest): Promise<TestAnswer>;
  /** Every line that the app logged, as it would be written. */
  logs: Record<string, unknown>[];
  /** UpdateItems sent to DynamoDB so far, by customer id. */
  sent: Map<string, number>;
  stop(): Promise<void>;
}

export interface TestAppOptions {
  env?: Readonly<Record<string, string>>;
  client?: DynamoDBClient;
  deps?: Partial<AppDeps>;
  /** When Lambda would end the function; 15 s unless told. */
  timeoutSeconds?: number;
}

/** Starts an issuer and builds the app as `handler.ts` does, on the table of the test run. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const issuer = await startIssuer({ port: 0, audience: AUDIENCE });
  const config = testConfig(issuer, options.env);
  const client = options.client ?? createLocalClient(inject('dynamoDbEndpoint'));
  const updateItem = createUpdateItem(DynamoDBDocumentClient.from(client));
  const logs: Record<string, unknown>[] = [];
  const sent = new Map<string, number>();
  const write = (level: string) => (message: string, fields: Record<string, unknown>) =>
    void logs.push(JSON.parse(JSON.stringify({ level, message, ...fields })));
  const app = createApp({
    config,
    getKey: createKeySet({ fetchJwks: () => fetchJwks(config.jwksUri), now: Date.now }).getKey,
    updateItem: (input, send) => {
      const id = String(input.Key?.id);
      sent.set(id, (sent.get(id) ?? 0) + 1);
      return updateItem(input, send);
    },
    backOff: (failures) => setTimeout(Math.random() * 20 * 2 ** failures),
    now: () => new Date(),
    monotonicNow: () => performance.now(),
    newId: randomUUID,
    log: { info: write('INFO'), error: write('ERROR') },
    ...options.deps,
  });
  const { timeoutSeconds = 15 } = options;
  const lambda = { handler: app as unknown as Handler, timeoutSeconds, memoryMb: 1769 };
  return {
    issuer,
    logs,
    sent,
    put: async (id, request = {}) => {
      const authorization =
        request.token === null ? undefined : `Bearer ${request.token ?? (await issuer.sign())}`;
      const event = toEvent(id, request, { authorization });
      return toAnswer(await invoke(lambda, event));
    },
    stop: async () => {
      client.destroy();
      await issuer.stop();
    },
  };
}

/** The configuration of a test app, parsed by the function's own schema. */
function testConfig(
  { issuer, jwksUri }: Pick<LocalIssuer, 'issuer' | 'jwksUri'>,
  env: Readonly<Record<string, string>> = {},
): Config {
  return loadConfig({
    TABLE_NAME: inject('tableName'),
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: AUDIENCE,
    JWKS_URI: jwksUri,
    ...env,
  });
}

function toEvent(
  id: string,
  { body = {}, headers = {} }: TestRequest,
  defaults: Record<string, string | undefined>,
) {
  const all = {
    host: 'api.example.com',
    'content-type': 'application/json',
    ...defaults,
    ...headers,
  };
  const rawHeaders = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [name, value],
  );
  return toHttpApiEvent(
    {
      method: 'PUT',
      url: `/v1/customers/${encodeURIComponent(id)}`,
      httpVersion: '1.1',
      rawHeaders,
      sourceIp: '127.0.0.1',
      port: 443,
      body: toBytes(body),
    },
    {
      routeKey: 'PUT /v1/customers/{customerId}',
      path: `/v1/customers/${id}`,
      pathParameters: { customerId: id },
    },
    { requestId: randomUUID(), now: new Date() },
  );
}

function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function toAnswer(result: unknown): TestAnswer {
  const { statusCode, headers, body } = result as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
  };
  return { status: statusCode, headers, body: JSON.parse(body) };
}
