import { randomUUID } from 'node:crypto';
import type { DynamoDBClient, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { inject } from 'vitest';
import type { AppDeps } from '../../lambda/app.ts';
import { createDynamoDbClient } from '../../lambda/aws/dynamodb-client.ts';
import { compose } from '../../lambda/compose.ts';
import { toHttpApiEvent } from '../../local/api-gateway/http-api-event.ts';
import { localClientConfig } from '../../local/dynamodb/dynamodb-client.ts';
import { type LocalIssuer, startIssuer } from '../../local/issuer.ts';
import { type Handler, invoke } from '../../local/lambda/lambda-function.ts';

export const AUDIENCE = 'customers-api';

/** A request; by default a valid one by a valid caller. */
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
  /** Hands the app an event as it is. */
  send(event: unknown): Promise<TestAnswer>;
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
  /** Milliseconds until Lambda ends the function; 15 s by default. */
  timeoutSeconds?: number;
}

/** Starts an issuer and the app as deployed, with the table of the test run and its log kept. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const issuer = await startIssuer({ port: 0, audience: AUDIENCE });
  const client =
    options.client ?? createDynamoDbClient(localClientConfig(inject('dynamoDbEndpoint')));
  const logs: Record<string, unknown>[] = [];
  const sent = new Map<string, number>();
  client.middlewareStack.add(
    (next) => (args) => {
      const id = String((args.input as UpdateItemCommandInput).Key?.id?.S);
      sent.set(id, (sent.get(id) ?? 0) + 1);
      return next(args);
    },
    { step: 'build' },
  );
  const write = (level: string) => (message: string, fields: Record<string, unknown>) =>
    void logs.push(JSON.parse(JSON.stringify({ level, message, ...fields })));
  const { app, ready } = compose(testEnvironment(issuer, options.env), {
    client,
    log: { info: write('INFO'), error: write('ERROR') },
    ...options.deps,
  });
  await ready;
  const { timeoutSeconds = 15 } = options;
  const lambda = { handler: app satisfies Handler, timeoutSeconds, memoryMb: 1769 };
  const send = async (event: unknown) =>
    toAnswer(await invoke(lambda, event as APIGatewayProxyEventV2));
  return {
    issuer,
    logs,
    sent,
    send,
    put: async (id, request = {}) => {
      const authorization =
        request.token === null ? undefined : `Bearer ${request.token ?? (await issuer.sign())}`;
      return send(toEvent(id, request, { authorization }));
    },
    stop: async () => {
      client.destroy();
      await issuer.stop();
    },
  };
}

function testEnvironment(
  { issuer, jwksUri }: Pick<LocalIssuer, 'issuer' | 'jwksUri'>,
  env: Readonly<Record<string, string>> = {},
) {
  return {
    TABLE_NAME: inject('tableName'),
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: AUDIENCE,
    JWKS_URI: jwksUri,
    ...env,
  };
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
