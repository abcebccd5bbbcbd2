import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Headers of every answer, as the function sends them. */
export const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'content-type': 'application/json',
};

/** A JSON answer to API Gateway. */
export function toAnswer(
  event: APIGatewayProxyEventV2,
  statusCode: number,
  body: unknown,
  version?: number,
) {
  return {
    statusCode,
    headers: {
      ...HEADERS,
      'x-request-id': event.requestContext.requestId,
      ...(version !== undefined && { etag: `"${version}"` }),
    },
    body: JSON.stringify(body),
  };
}

/** The one line that a request leaves in the log. */
export function logRequest(
  requestId: string,
  customerId: string | undefined,
  status: number,
  startedAt: number,
) {
  const durationMs = performance.now() - startedAt;
  console.log(
    JSON.stringify({
      level: 'INFO',
      message: 'request',
      requestId,
      customerId,
      status,
      durationMs,
    }),
  );
}
