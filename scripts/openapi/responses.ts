import { headersOf } from './headers.ts';
import { exampleOf } from './problem-examples.ts';
import { codesOf } from './problem-schemas.ts';
import { sampleCustomer } from './sample.ts';
import { ref } from './schema.ts';

const FAILURES: Readonly<Record<number, [description: string, headers?: Record<string, string>]>> =
  {
    400: ['The request itself is wrong. Fix it; all violations are reported at once.'],
    401: [
      'There is no valid access token. Get a new one.',
      { 'www-authenticate': 'TokenChallenge' },
    ],
    403: [
      'The token lacks the scope customers:write (WWW-Authenticate then names it), or the tenant claim when tenancy is on.',
      { 'www-authenticate': 'ScopeChallenge' },
    ],
    404: ['There is no such customer, or it belongs to another tenant.'],
    409: [
      'The update kept colliding with changes by others. Nothing was written; send the request again.',
      { 'retry-after': 'RetryAfter' },
    ],
    412: [
      'The customer’s current version does not match If-Match. Nothing was written; the ETag names the current version.',
      { etag: 'ETag' },
    ],
    413: [
      'The body is larger than 128 KiB. (One over 10 MB gets API Gateway’s own answer, as 429 does.)',
    ],
    415: [
      'The Content-Type is neither application/json nor application/*+json, or not in UTF-8, or the body is compressed (Content-Encoding).',
    ],
    422: [
      'The request is well formed, but the stored customer does not allow it, or the Idempotency-Key was already used with a different body.',
    ],
    500: ['An internal error. The traceId helps support to find its cause.'],
    503: [
      'The service is temporarily unavailable. Send the request again; with an Idempotency-Key the change is never made twice.',
      { 'retry-after': 'RetryAfter' },
    ],
  };

/** The responses of the operation, by status. */
export function toResponses() {
  const failures = Object.entries(FAILURES).map(([status, [description, special]]) => [
    status,
    { description, headers: headersOf(special), content: problemContent(Number(status)) },
  ]);
  return {
    // Integer keys come first, in ascending order, whatever the order here.
    429: {
      description:
        'Too many requests: the throttle of API Gateway, which answers by itself, without the headers of other answers and without Retry-After. Wait, twice as long after each further 429.',
      content: {
        'application/json': {
          schema: ref('GatewayMessage'),
          examples: { throttled: { value: { message: 'Too Many Requests' } } },
        },
      },
    },
    200: {
      description: 'The whole customer after the change, or as it stands where nothing changed.',
      headers: headersOf({ etag: 'ETag' }),
      content: {
        'application/json': {
          schema: ref('Customer'),
          examples: {
            sample: { summary: 'After the sample request', value: sampleCustomer() },
          },
        },
      },
    },
    ...Object.fromEntries(failures),
  };
}

function problemContent(status: number) {
  const examples = codesOf(status).map((code) => [code, { value: exampleOf(code) }]);
  return {
    'application/problem+json': {
      schema: ref('Problem'),
      examples: Object.fromEntries(examples),
    },
  };
}
