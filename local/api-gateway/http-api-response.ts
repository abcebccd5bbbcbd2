/** An HTTP response to write. */
export interface HttpResponse {
  statusCode: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

interface ResultV2 {
  statusCode: unknown;
  headers?: Record<string, unknown> | null;
  cookies?: string[] | null;
  body?: unknown;
  isBase64Encoded?: boolean;
}

/** Headers of the connection between API Gateway and the client. */
const NOT_THE_FUNCTIONS = ['connection', 'content-length', 'transfer-encoding', 'keep-alive'];

/**
 * Converts a function's result to the HTTP response of an HTTP API, payload format 2.0: a result
 * with a statusCode is a response, any other result is the JSON body of a 200. Throws where API
 * Gateway would answer 500.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
 */
export function toHttpResponse(returned: unknown): HttpResponse {
  // Lambda serialises the result as JSON, so values that JSON cannot represent are lost.
  const json = JSON.stringify(returned) ?? 'null';
  const result: unknown = JSON.parse(json);
  if (!isResultV2(result)) {
    const text = typeof result === 'string' ? result : json;
    return toJsonResponse(200, text);
  }

  const { headers, cookies, body = '', isBase64Encoded = false } = result;
  const statusCode = Number(result.statusCode);
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599) {
    throw new TypeError('The function returned an invalid statusCode.');
  }
  if (body !== null && typeof body !== 'string') {
    throw new TypeError('The function returned a body that is not a string.');
  }
  return {
    statusCode,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...toHeaders(headers ?? {}),
      ...(cookies && cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** A JSON response, such as API Gateway's own. */
export function toJsonResponse(statusCode: number, json: string): HttpResponse {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: Buffer.from(json) };
}

function isResultV2(result: unknown): result is ResultV2 {
  return typeof result === 'object' && result !== null && 'statusCode' in result;
}

function toHeaders(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .filter(([name]) => !NOT_THE_FUNCTIONS.includes(name)),
  );
}
