import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  brokenCanaryBodies,
  CANARY_MESSAGE,
  canaryBody,
  canaryClaims,
  canaryItem,
} from '../support/canaries.ts';
import { type FakeServer, resetInBody, startFakeServer, text } from '../support/fake-server.ts';
import {
  type LambdaProcess,
  outputOfFailedStart,
  putEvent,
  startLambdaProcess,
} from '../support/lambda-process.ts';
import { claims, type RawIssuer, startRawIssuer, token } from '../support/raw-issuer.ts';
import { AUDIENCE } from '../support/test-app.ts';
import { assertNoLeak, SOCIAL_CANARY } from '../support/watched-app.ts';

let issuer: RawIssuer;
let dynamoDb: FakeServer;
let lambda: LambdaProcess;
let requests = 0;
const secrets: string[] = [];

beforeAll(async () => {
  issuer = await startRawIssuer();
  dynamoDb = await startFakeServer(text('{}'));
  lambda = await startLambdaProcess({
    ...{ ...issuer.env, TABLE_NAME: 'customers', JWT_AUDIENCE: AUDIENCE },
    ...{ AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url, AWS_REGION: 'us-east-1' },
    ...{
      AWS_ACCESS_KEY_ID: 'Canary',
      AWS_SECRET_ACCESS_KEY: 'Canary',
      AWS_SESSION_TOKEN: 'Canary',
    },
    ...{ POWERTOOLS_LOG_LEVEL: 'DEBUG', POWERTOOLS_LOGGER_LOG_EVENT: 'true' },
    // Set by Lambda; with it the log has metrics too.
    AWS_LAMBDA_FUNCTION_NAME: 'update-customer',
  });
});
afterAll(async () => {
  await lambda.stop();
  await Promise.all([issuer.server.stop(), dynamoDb.stop()]);
});

const signed = () => token(issuer.ec, { jku: 'Canary', x5u: 'Canary' }, claims(canaryClaims));

/** Sends a request to the bundle and checks the answer; the output is checked at the end. */
async function put(body: unknown, headers: Record<string, string> = {}, id = canaryItem.id.S) {
  const bearer = signed();
  const authorization = `Bearer ${bearer}`;
  const others = { 'content-type': 'application/json', 'x-canary': 'Canary', cookie: 'a=Canary' };
  requests++;
  secrets.push(...bearer.split('.'));
  const answer = await lambda.invoke(
    putEvent(id, {
      headers: { authorization, ...others, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
  const all = JSON.stringify(answer);
  expect(all).not.toContain(SOCIAL_CANARY);
  if (answer.statusCode !== 200) assertNoLeak([all]);
  return answer.statusCode;
}

/** The output has a line for each request, and no canary and no part of a token. */
async function expectCleanOutput(): Promise<void> {
  // It arrives through another pipe, possibly after the answer.
  await vi.waitFor(() =>
    expect(lambda.output().match(/"message":"request"/g)).toHaveLength(requests),
  );
  const output = lambda.output();
  assertNoLeak(output.split('\n'));
  expect(secrets.filter((part) => output.includes(part))).toEqual([]);
}

/** An answer in DynamoDB's protocol. */
const fault = (type: string, code = 400, more = {}): RequestListener =>
  text(JSON.stringify({ __type: `com.amazon#${type}`, message: CANARY_MESSAGE, ...more }), code);

describe('the deployed bundle at log level DEBUG', () => {
  it('answers 200 without a stored attribute that it does not know, and logs no value', async () => {
    dynamoDb.answer(text(JSON.stringify({ Attributes: canaryItem })));
    expect(await put(canaryBody)).toBe(200);
    await expectCleanOutput();
    expect(lambda.output()).toContain('"status":200');
  });

  it.each(brokenCanaryBodies.map((body) => [body]))(
    'reveals no value of the broken body %j',
    async (body) => {
      expect(await put(body)).toBe(400);
      await expectCleanOutput();
    },
  );

  it('reveals no value of broken headers and paths', async () => {
    expect(await put({}, { 'if-match': 'Canary', 'idempotency-key': 'Canary Ä' })).toBe(400);
    expect(await put({}, {}, 'Canary')).toBe(400);
    expect(await put({}, { 'content-type': 'text/Canary' })).toBe(415);
    expect(await put({}, { authorization: 'Basic Canary' })).toBe(401);
    expect(await put({}, { authorization: 'Bearer Canary.Canary.Canary' })).toBe(401);
    await expectCleanOutput();
  });

  const failed = (item: object) => fault('ConditionalCheckFailedException', 400, { Item: item });
  const faults: [string, RequestListener, number][] = [
    ['a failed condition with the customer', failed(canaryItem), 409],
    [
      'a failed condition with no individual',
      failed({ ...canaryItem, type: { S: 'Canary' } }),
      422,
    ],
    ['a failed condition without an item', fault('ConditionalCheckFailedException'), 404],
    ['a refused expression', fault('ValidationException'), 500],
    ['a missing permission', fault('AccessDeniedException'), 500],
    ['a missing table', fault('ResourceNotFoundException'), 500],
    ['a fault that is unknown', fault('StrangeException'), 500],
    ['throttling', fault('ThrottlingException'), 503],
    ['an error of its own', fault('InternalServerError', 500), 503],
    ['no JSON', text(CANARY_MESSAGE), 503],
    ['no JSON and an error', text(CANARY_MESSAGE, 400), 503],
    ['a reset connection', resetInBody, 503],
    [
      'an item of wrong types',
      text(JSON.stringify({ Attributes: { id: canaryItem.id, firstName: { N: 'Canary' } } })),
      200,
    ],
  ];
  it.each(faults)(
    'reveals no value where DynamoDB answers with %s',
    async (_name, listener, status) => {
      dynamoDb.answer(listener);
      expect(await put(canaryBody)).toBe(status);
      await expectCleanOutput();
    },
  );

  it('logs the name and the frames of the SDK’s error all the same', async () => {
    dynamoDb.answer(fault('ValidationException'));
    expect(await put(canaryBody)).toBe(500);
    await expectCleanOutput();
    const last = lambda.output().trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(last).fault).toMatchObject({
      name: 'ValidationException',
      frames: expect.arrayContaining([expect.stringContaining('index.mjs')]),
    });
  });

  it('reveals no value where the key set is full of them', async () => {
    const other = await startRawIssuer();
    other.server.answer(text(CANARY_MESSAGE));
    const cold = await startLambdaProcess({
      ...{ ...other.env, TABLE_NAME: 'customers', JWT_AUDIENCE: AUDIENCE },
      ...{ AWS_REGION: 'us-east-1', POWERTOOLS_LOG_LEVEL: 'DEBUG' },
      AWS_LAMBDA_FUNCTION_NAME: 'update-customer',
    });
    const headers = { authorization: `Bearer ${signed()}`, 'content-type': 'application/json' };
    const answer = await cold.invoke(putEvent(randomUUID(), { headers, body: '{}' }));
    expect(answer.statusCode).toBe(503);
    await vi.waitFor(() => expect(cold.output()).toContain('SERVICE_UNAVAILABLE'));
    // The metric of the alarm for it, in a line of its own.
    expect(cold.output()).toMatch(/"key set unreachable".*"KeySetUnreachable":1/);
    assertNoLeak([JSON.stringify(answer), ...cold.output().split('\n')]);
    await cold.stop();
    await other.server.stop();
  });

  it('names bad variables, and no value, where it cannot start', async () => {
    const env = { TABLE_NAME: '', JWT_ISSUER: 'Canary', JWKS_URI: 'http://canary.example.com' };
    const output = await outputOfFailedStart({ ...env, REQUIRED_SCOPE: 'Canary "' });
    expect(output).toContain('TABLE_NAME, JWT_AUDIENCE, JWKS_URI, REQUIRED_SCOPE');
    assertNoLeak(output.split('\n'));
  });
});
