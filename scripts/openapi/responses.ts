import { headersOf } from './headers.ts';
import { exampleOf } from './problem-examples.ts';
import { codesOf, problemsOf } from './problem-schemas.ts';
import { sampleCustomer } from './sample.ts';
import { ref } from './schema.ts';

const FAILURES: Readonly<Record<number, [description: string, headers?: Record<string, string>]>> =
  {
    400: ['The request itself is wrong. Mend it; all violations are told at once.'],
    401: [
      'There is no valid access token. Get a new one.',
      { 'www-authenticate': 'TokenChallenge' },
    ],
    403: [
      'The token lacks the scope customers:write (WWW-Authenticate then says so), or the tenant’s claim where tenancy is on.',
      { 'www-authenticate': 'ScopeChallenge' },
    ],
    404: ['There is no such customer, or it is another tenant’s.'],
    409: [
      'Several attempts collided with changes by others. Nothing was written; send the request again.',
      { 'retry-after': 'RetryAfter' },
    ],
    412: [
      'The customer has another version than If-Match demands. Nothing was written; the ETag names the current one.',
      { etag: 'ETag' },
    ],
    413: ['The body is larger than 128 KiB.'],
    415: ['The Content-Type is not JSON in UTF-8.'],
    422: ['The request is well formed, but the customer as stored does not allow it.'],
    500: ['A fault of the service. The traceId helps support to find it.'],
    503: [
      'The service cannot answer now. Send the request again; with an Idempotency-Key it is never done twice.',
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
      schema: problemsOf(status),
      examples: Object.fromEntries(examples),
    },
  };
}
