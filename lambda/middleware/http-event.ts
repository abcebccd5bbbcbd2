import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/**
 * Throws unless the event is an HTTP API request in payload format 2.0. Others, such as pings,
 * the console's test events and format 1.0, have no caller who waits for a response, so the
 * invocation fails.
 */
export function assertHttpApiEvent(event: unknown): asserts event is APIGatewayProxyEventV2 {
  if (
    isObject(event) &&
    event.version === '2.0' &&
    isObject(event.requestContext) &&
    isObject(event.requestContext.http) &&
    typeof event.requestContext.requestId === 'string' &&
    isObject(event.headers ?? {}) &&
    typeof (event.body ?? '') === 'string'
  ) {
    return;
  }
  throw new TypeError('The event is not a request of an HTTP API (payload format 2.0).');
}

/**
 * The value of a header; `name` is in lower case. An HTTP API lower-cases names and joins
 * repeated headers with commas; `sam local` keeps names as they were sent.
 */
export function headerOf({ headers }: APIGatewayProxyEventV2, name: string): string | undefined {
  let joined: string | undefined;
  for (const [key, value] of Object.entries(headers ?? {})) {
    if (typeof value !== 'string' || key.toLowerCase() !== name) continue;
    joined = joined === undefined ? value : `${joined},${value}`;
  }
  return joined;
}

/** The client certificate, in PEM, that API Gateway verified; undefined without mutual TLS. */
export function clientCertificateOf({
  requestContext: { authentication },
}: APIGatewayProxyEventV2): string | undefined {
  return authentication?.clientCert?.clientCertPem;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
