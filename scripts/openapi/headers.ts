import type { Schema } from './schema.ts';

interface Header {
  description: string;
  required: boolean;
  schema: Schema;
}

/** Response headers, by component name. */
export const headers: Record<string, Header> = {
  RequestId: header('Id of the request, to quote to support.', { type: 'string' }),
  CacheControl: header('Answers must never be stored.', { type: 'string', const: 'no-store' }),
  ContentTypeOptions: header('The type must not be guessed.', { type: 'string', const: 'nosniff' }),
  StrictTransportSecurity: header('HTTPS only, for two years.', {
    type: 'string',
    const: 'max-age=63072000; includeSubDomains',
  }),
  ETag: header('The customer’s version, a strong entity tag. Every change raises it by one.', {
    type: 'string',
    pattern: '^"(0|[1-9][0-9]*)"$',
    examples: ['"2"'],
  }),
  RetryAfter: header('Seconds to wait before trying again.', {
    type: 'string',
    pattern: '^[1-9][0-9]?$',
    examples: ['1'],
  }),
  TokenChallenge: header(
    'What is wrong with the access token (RFC 6750). Some gateways rename the header to x-amzn-remapped-www-authenticate: read both.',
    {
      type: 'string',
      pattern: '^Bearer (realm="customers"$|error="invalid_token")',
      examples: ['Bearer realm="customers"'],
    },
  ),
  ScopeChallenge: {
    description:
      'The scope that the access token lacks (RFC 6750); none is named where it lacks the tenant claim.',
    required: true,
    schema: {
      type: 'string',
      pattern: '^Bearer error="insufficient_scope"',
      examples: ['Bearer error="insufficient_scope", scope="customers:write"'],
    },
  },
};

/** The headers of every response, and their components. */
const STANDARD_HEADERS = {
  'x-request-id': 'RequestId',
  'cache-control': 'CacheControl',
  'x-content-type-options': 'ContentTypeOptions',
  'strict-transport-security': 'StrictTransportSecurity',
};

/** The header objects of a response: the standard ones and `special`. */
export function headersOf(special: Readonly<Record<string, string>> = {}) {
  return Object.fromEntries(
    Object.entries({ ...STANDARD_HEADERS, ...special }).map(([name, component]) => [
      name,
      { $ref: `#/components/headers/${component}` },
    ]),
  );
}

function header(description: string, schema: Schema): Header {
  return { description, required: true, schema };
}
