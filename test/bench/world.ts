import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { SignJWT } from 'jose';
import { readSampleCustomer } from '../../local/seed/sample-customer.ts';
import { toStoredItem } from '../../local/seed/stored-item.ts';

const ISSUER = 'https://issuer.example.com';
const AUDIENCE = 'customers-api';
const TABLE = 'customers';

/** The product owner's own sample request. */
export const SAMPLE_UPDATE = { primaryPhoneNumber: { extension: '31' } };

/** What the contenders run against: one issuer, one caller, the sample customer. */
export interface World {
  jwks: { keys: unknown[] };
  /** What DynamoDB answers to the sample update. */
  answer: unknown;
  /** The function's environment, given where issuer and DynamoDB are. */
  env(url: string): Record<string, string>;
  /** The event of a request for the sample customer. */
  event(body: string, token?: string): APIGatewayProxyEventV2;
  /** The sample update by callers with different tokens, every second one signed with ES256. */
  samples: APIGatewayProxyEventV2[];
}

const TOKENS = 64;

/** Makes two keys, tokens of one hour and the sample customer. */
export async function createWorld(): Promise<World> {
  // RS256 is the algorithm of Amazon Cognito and of most other issuers.
  const keys = [
    { alg: 'RS256', kid: randomUUID(), ...generateKeyPairSync('rsa', { modulusLength: 2048 }) },
    { alg: 'ES256', kid: randomUUID(), ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
  ];
  const sign = ({ alg, kid, privateKey }: (typeof keys)[number]) =>
    new SignJWT({ scope: 'customers:write', jti: randomUUID() })
      .setProtectedHeader({ alg, kid })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject('bench')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
  const tokens = await Promise.all(
    Array.from({ length: TOKENS }, (_, index) => sign(keys[index % 2] as (typeof keys)[number])),
  );
  const [token = ''] = tokens;
  const stored = toStoredItem(readSampleCustomer(), new Date().toISOString());
  const phone = { ...stored.primaryPhoneNumber, ...SAMPLE_UPDATE.primaryPhoneNumber };
  const updated = { ...stored, primaryPhoneNumber: phone, version: 2 };

  return {
    jwks: {
      keys: keys.map(({ alg, kid, publicKey }) => ({
        ...publicKey.export({ format: 'jwk' }),
        ...{ kid, alg, use: 'sig' },
      })),
    },
    answer: { Attributes: marshall(updated) },
    env: (url) => ({
      TABLE_NAME: TABLE,
      JWT_ISSUER: ISSUER,
      JWT_AUDIENCE: AUDIENCE,
      JWKS_URI: `${url}/jwks`,
      AWS_ENDPOINT_URL_DYNAMODB: url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'session',
    }),
    event: (body, bearer = token) => toEvent(stored.id, body, bearer),
    samples: tokens.map((one) => toEvent(stored.id, JSON.stringify(SAMPLE_UPDATE), one)),
  };
}

function toEvent(id: string, body: string, token: string): APIGatewayProxyEventV2 {
  const path = `/v1/customers/${id}`;
  const host = 'a1b2c3.execute-api.eu-west-1.amazonaws.com';
  return {
    version: '2.0',
    routeKey: 'PUT /v1/customers/{customerId}',
    rawPath: path,
    rawQueryString: '',
    headers: {
      accept: '*/*',
      authorization: `Bearer ${token}`,
      'content-length': String(Buffer.byteLength(body)),
      'content-type': 'application/json',
      host,
      'user-agent': 'bench',
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    requestContext: {
      accountId: '000000000000',
      apiId: 'a1b2c3',
      domainName: host,
      domainPrefix: 'a1b2c3',
      http: {
        method: 'PUT',
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: 'bench',
      },
      requestId: 'request-1',
      routeKey: 'PUT /v1/customers/{customerId}',
      stage: '$default',
      time: '22/Nov/2026:00:42:50 +0000',
      timeEpoch: 1_795_308_170_000,
    },
    pathParameters: { customerId: id },
    body,
    isBase64Encoded: false,
  };
}
