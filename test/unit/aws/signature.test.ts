import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/transport';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { type Signatory, signedHeaders } from '../../../lambda/aws/signature.ts';

const NOW = new Date('2026-11-23T04:05:06.789Z');
const NO_SESSION: Signatory = {
  region: 'eu-west-1',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const SIGNATORY: Signatory = { ...NO_SESSION, sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLE==' };

interface Case {
  signatory?: Signatory;
  now?: Date;
  request?: Partial<HttpRequest>;
}

/** The same request for both signers, each its own copy. */
const requestOf = ({ request }: Case) =>
  new HttpRequest({
    ...{ protocol: 'https:', hostname: 'dynamodb.eu-west-1.amazonaws.com', method: 'POST' },
    path: '/',
    body: new TextEncoder().encode('{"TableName":"customers"}'),
    ...request,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.UpdateItem',
    },
  });

/** What AWS's own signer makes of it. */
async function signedByTheSdk(
  request: HttpRequest,
  { region, ...credentials }: Signatory,
  now: Date,
) {
  const { hostname, port } = request;
  request.headers.host = port === undefined ? hostname : `${hostname}:${port}`;
  const signer = new SignatureV4({
    ...{ region, credentials, service: 'dynamodb', sha256: Sha256, applyChecksum: false },
  });
  return (await signer.sign(request, { signingDate: now })).headers;
}

describe('signedHeaders', () => {
  it.each<[string, Case]>([
    ['a request to AWS', {}],
    ['one without a session token', { signatory: NO_SESSION }],
    ['another region', { signatory: { ...SIGNATORY, region: 'ap-southeast-2' } }],
    ['another secret', { signatory: { ...SIGNATORY, secretAccessKey: 'geheim/ü' } }],
    ['another caller', { signatory: { ...SIGNATORY, accessKeyId: 'ASIAEXAMPLE' } }],
    ['another day', { now: new Date('2027-01-01T00:00:00.000Z') }],
    ['a body that is not ASCII', { request: { body: new TextEncoder().encode('{"S":"Zoë 🙂"}') } }],
    ['an endpoint with a port', { request: { hostname: 'localhost', port: 8000 } }],
    ['an endpoint with a path', { request: { path: '/dynamodb/' } }],
  ])("arrives at the signature of the SDK's own signer for %s", async (_, given) => {
    const { signatory = SIGNATORY, now = NOW } = given;

    const headers = signedHeaders(requestOf(given), signatory, now);

    expect(headers).toEqual(await signedByTheSdk(requestOf(given), signatory, now));
    expect(headers.authorization).toMatch(/, Signature=[0-9a-f]{64}$/);
  });

  it('does not go on with the key of another secret, day or region', () => {
    const signatures = [
      signedHeaders(requestOf({}), SIGNATORY, NOW),
      signedHeaders(requestOf({}), { ...SIGNATORY, secretAccessKey: 'other' }, NOW),
      signedHeaders(requestOf({}), { ...SIGNATORY, region: 'eu-west-2' }, NOW),
      signedHeaders(requestOf({}), SIGNATORY, new Date(NOW.getTime() + 86_400_000)),
    ].map(({ authorization }) => authorization?.slice(-64));
    expect(new Set(signatures).size).toBe(4);
  });

  it('adds to the headers of the request and leaves them as they were', () => {
    const request = requestOf({});
    request.headers['amz-sdk-request'] = 'attempt=1; max=3';
    const before = { ...request.headers };
    expect(signedHeaders(request, SIGNATORY, NOW)).toMatchObject(before);
    expect(request.headers).toEqual(before);
  });
});
