import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** Headers of every response (docs/api.md, section 3). */
const STANDARD_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
};

/** A JSON response with the standard headers and the request id. */
export function toResponse(
  event: APIGatewayProxyEventV2,
  statusCode: number,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): APIGatewayProxyStructuredResultV2 {
  const requestId = event.requestContext.requestId;
  return {
    statusCode,
    headers: { ...STANDARD_HEADERS, 'x-request-id': requestId, ...headers },
    body: JSON.stringify(body),
  };
}
