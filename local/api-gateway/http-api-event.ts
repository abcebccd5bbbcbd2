import { isUtf8 } from 'node:buffer';
import type { X509Certificate } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { toAuthentication } from './client-certificate.ts';
import type { MatchedRoute } from './http-api-route.ts';

/** A request of node:http with its whole body. */
export interface RawRequest {
  method: string;
  /** Path and query, as in the request line. */
  url: string;
  httpVersion: string;
  /** Names and values in turn, with all duplicates; Node's `headers` drops some of them. */
  rawHeaders: readonly string[];
  sourceIp: string;
  /** The local port. */
  port: number;
  body: Uint8Array;
  /** Whether it was sent over TLS. */
  isTls?: boolean;
  clientCertificate?: X509Certificate | undefined;
}

interface RequestFacts {
  requestId: string;
  now: Date;
}

// AWS does not document which types count as text. Measured: application/*+json and forms do not.
// https://github.com/ministackorg/ministack/pull/766
const TEXT_TYPES = ['application/json', 'application/xml', 'application/javascript'];

/** Headers of the connection to API Gateway, which it does not pass on. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'expect', 'upgrade'];

/**
 * The event that an API Gateway HTTP API sends to a function for a request to one of its routes,
 * in payload format 2.0 and for stage $default.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toHttpApiEvent(
  request: RawRequest,
  route: MatchedRoute,
  { requestId, now }: RequestFacts,
): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = toHeaders(request, now);
  const rawQueryString = queryOf(request.url);
  const query = toQueryStringParameters(rawQueryString);
  const domainName = headers.host?.replace(/:\d+$/, '') ?? '';
  const body = Buffer.from(request.body);
  // AWS does not document how API Gateway treats invalid UTF-8; base64 preserves every byte.
  const isText = isTextType(headers['content-type']) && isUtf8(body);

  return {
    version: '2.0',
    routeKey: route.routeKey,
    // Decoded, unlike a function URL's rawPath: https://github.com/honojs/hono/issues/2156
    rawPath: route.path,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/; */) }),
    headers,
    ...(query && { queryStringParameters: query }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      ...(request.clientCertificate && {
        authentication: toAuthentication(request.clientCertificate),
      }),
      domainName,
      domainPrefix: domainName.split('.', 1)[0] ?? '',
      http: {
        method: request.method,
        path: route.path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: route.routeKey,
      stage: '$default',
      time: toCommonLogTime(now),
      timeEpoch: now.getTime(),
    },
    pathParameters: route.pathParameters,
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/**
 * The headers with lower-case names, duplicates joined by commas (cookies by semicolons), and
 * those that API Gateway adds.
 */
function toHeaders(request: RawRequest, now: Date): Record<string, string> {
  const values = new Map<string, string[]>();
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index]?.toLowerCase() ?? '';
    if (HOP_BY_HOP.includes(name)) continue;
    values.set(name, [...(values.get(name) ?? []), request.rawHeaders[index + 1] ?? '']);
  }
  values.set('content-length', [String(request.body.length)]);
  values.set('x-amzn-trace-id', [toTraceId(now)]);
  values.set('x-forwarded-for', [...(values.get('x-forwarded-for') ?? []), request.sourceIp]);
  values.set('x-forwarded-port', [String(request.port)]);
  values.set('x-forwarded-proto', [request.isTls ? 'https' : 'http']);

  const separators: Record<string, string> = { cookie: '; ', 'x-forwarded-for': ', ' };
  const entries = [...values].map(([name, all]) => [name, all.join(separators[name] ?? ',')]);
  return Object.fromEntries(entries);
}

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}

/** Decoded, duplicates joined by commas; undefined if there are none. */
function toQueryStringParameters(query: string): Record<string, string> | undefined {
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return values.size === 0 ? undefined : Object.fromEntries(values);
}

function isTextType(contentType = ''): boolean {
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return mediaType.startsWith('text/') || TEXT_TYPES.includes(mediaType);
}

/** `22/Nov/2026:00:42:50 +0000`, as in the access logs of Apache. */
function toCommonLogTime(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-traceids */
function toTraceId(now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000).toString(16);
  return `Root=1-${seconds}-${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`;
}
