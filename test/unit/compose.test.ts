import { afterEach, expect, it, onTestFinished } from 'vitest';
import { compose, type Overrides } from '../../lambda/compose.ts';
import { CUSTOMER_ID } from '../support/app-without-table.ts';
import { setEnvironment } from '../support/environment.ts';
import { keys, startFakeServer, text } from '../support/fake-server.ts';
import { claims, createKey, ISSUER, token } from '../support/raw-issuer.ts';
import { AUDIENCE } from '../support/test-app.ts';

const key = createKey('ES256', 'ec');
const UPDATED = JSON.stringify({
  Attributes: { id: { S: CUSTOMER_ID }, type: { S: 'INDIVIDUAL' }, version: { N: '8' } },
});
let restore = () => {};
afterEach(() => restore());

/** The app composed from an environment, with the test's own issuer and DynamoDB. */
async function composed(more: Record<string, string> = {}, overrides: Overrides = {}) {
  const issuer = await startFakeServer(keys(key.jwk));
  const dynamoDb = await startFakeServer(text(UPDATED));
  onTestFinished(async () => void (await Promise.all([issuer.stop(), dynamoDb.stop()])));
  const aws = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
  restore = setEnvironment(aws);
  const lines: { level: string; message: string; fields: Record<string, unknown> }[] = [];
  const writeAs = (level: string) => (message: string, fields: Record<string, unknown>) =>
    void lines.push({ level, message, fields });
  const env = {
    ...{ TABLE_NAME: 'customers', JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE },
    ...{ JWKS_URI: issuer.url, AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url, ...more },
  };
  const log = { info: writeAs('info'), error: writeAs('error') };
  const { app, ready } = compose(env, { log, ...overrides });
  const put = async () => {
    const event = {
      ...{ version: '2.0', pathParameters: { customerId: CUSTOMER_ID }, isBase64Encoded: false },
      headers: {
        authorization: `Bearer ${token(key, {}, claims())}`,
        'content-type': 'application/json',
      },
      requestContext: { requestId: 'request-1', http: { method: 'PUT' } },
      body: '{"firstName":"Ann"}',
    };
    return app(event, { getRemainingTimeInMillis: () => 15_000 } as never);
  };
  return { put, ready, lines, issuer, dynamoDb };
}

it('the app takes keys and table from where the environment says, the keys ahead', async () => {
  const { put, ready, issuer, dynamoDb, lines } = await composed();
  await ready;
  expect(issuer.requests()).toBe(1);
  expect(await put()).toMatchObject({ statusCode: 200, headers: { etag: '"8"' } });
  expect([issuer.requests(), dynamoDb.requests()]).toEqual([1, 1]);
  expect(lines).toMatchObject([{ level: 'info', fields: { status: 200, attempts: 1 } }]);
  expect(lines[0]?.fields).not.toHaveProperty('_aws');
});

it('the line of a request has metrics where Lambda has named the function', async () => {
  const { put, lines } = await composed({ AWS_LAMBDA_FUNCTION_NAME: 'update-customer' });
  await put();
  expect(lines[0]?.fields).toMatchObject({ function_name: 'update-customer', Succeeded: 1 });
});

it.each([
  [{}, {}],
  [{ AWS_LAMBDA_FUNCTION_NAME: 'update-customer' }, { KeySetUnreachable: 1 }],
])('keys that cannot be fetched are logged at once, with %j', async (env, metrics) => {
  const { ready, lines } = await composed({ ...env, JWKS_URI: 'http://127.0.0.1:1/' });
  await ready;
  const fault = expect.objectContaining({ name: 'Error', code: 'ECONNREFUSED' });
  expect(lines).toMatchObject([
    { level: 'error', message: 'key set unreachable', fields: { fault, ...metrics } },
  ]);
  expect('_aws' in (lines[0]?.fields ?? {})).toBe('KeySetUnreachable' in metrics);
});

it('what is put in the place of a part is used: no key is fetched', async () => {
  const { put, ready, issuer } = await composed({}, { getKey: async () => key.publicKey });
  await ready;
  expect(await put()).toMatchObject({ statusCode: 200 });
  expect(issuer.requests()).toBe(0);
});

it('one error names every variable that is missing', () => {
  expect(() => compose({})).toThrow('TABLE_NAME, JWT_ISSUER, JWT_AUDIENCE, JWKS_URI');
});
