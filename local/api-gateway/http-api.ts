import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import { invoke, type LambdaFunction } from '../lambda/lambda-function.ts';
import { LOOPBACK, toPortError } from '../shared/ports.ts';
import { stopServer } from '../shared/stop-server.ts';
import { toHttpApiEvent } from './http-api-event.ts';
import { type HttpResponse, toHttpResponse, toJsonResponse } from './http-api-response.ts';
import { decodePath, matchRoute } from './http-api-route.ts';
import { clientCertificateOf, createFrontServer, type MutualTls } from './mutual-tls.ts';

export interface HttpApi {
  url: string;
  stop(): Promise<void>;
}

interface HttpApiOptions {
  lambda: LambdaFunction;
  /** The routes of the API, as in the template: `PUT /v1/customers/{customerId}`. */
  routeKeys: readonly string[];
  /** 0 means any free port. */
  port: number;
  /** Serves TLS and requests client certificates; by default plain HTTP. */
  tls?: MutualTls | undefined;
  /** Serves pages in addition to the API. */
  page?: Page;
  /** Called for each request to the API. */
  onRequest?: (request: AnsweredRequest) => void;
}

/** Responds to a method and decoded path; undefined leaves the request to the API. */
export type Page = (method: string, path: string) => Promise<HttpResponse | undefined>;

export interface AnsweredRequest {
  method: string;
  /** As sent, but without the query, which may contain a token. */
  path: string;
  status: number;
  durationMs: number;
  requestId: string;
  /** All routes of the API, if none matches the request. */
  otherRoutes?: readonly string[];
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * Starts an HTTP server that invokes the function as an API Gateway HTTP API does. Throws a
 * SetupError if the port is taken.
 */
export async function startHttpApi(options: HttpApiOptions): Promise<HttpApi> {
  const { port, page, routeKeys, onRequest, tls } = options;
  const server = createFrontServer(tls, async (request, response) => {
    const start = performance.now();
    const requestId = createRequestId();
    try {
      const shown = await page?.(request.method ?? '', decodePath(request.url ?? '') ?? '');
      if (shown) return write(response, shown, requestId);
      const answer = await toAnswer(request, requestId, options);
      write(response, answer, requestId);
    } catch (error) {
      if (request.destroyed && !request.complete) return; // the client disconnected while sending
      console.error(error); // Lambda would write it to the function's log
      write(response, apiGatewayError(500, 'Internal Server Error'), requestId);
    }
    const { method = '', url = '' } = request;
    onRequest?.({
      method,
      path: /^[^?#]*/.exec(url)?.[0] ?? '',
      status: response.statusCode,
      durationMs: performance.now() - start,
      requestId,
      ...(!matchRoute(routeKeys, method, decodePath(url) ?? '') && { otherRoutes: routeKeys }),
    });
  });
  server.listen(port, LOOPBACK);
  await once(server, 'listening').catch((error) => {
    throw toPortError(error, port, 'PORT');
  });
  const { port: actual } = server.address() as AddressInfo;
  const protocol = tls ? 'https' : 'http';
  return { url: `${protocol}://${LOOPBACK}:${actual}`, stop: () => stopServer(server) };
}

async function toAnswer(
  request: IncomingMessage,
  requestId: string,
  { routeKeys, lambda }: HttpApiOptions,
): Promise<HttpResponse> {
  const { method = '', url = '', httpVersion, rawHeaders, socket } = request;
  // Always read to the end: a client that is still sending would miss the response.
  const body = await readBody(request);
  const path = decodePath(url);
  if (path === undefined) return apiGatewayError(400, 'Bad Request');
  const route = matchRoute(routeKeys, method, path);
  if (!route) return apiGatewayError(404, 'Not Found');
  if (!body) return apiGatewayError(413, 'Request Entity Too Large');

  const { localPort: port = 0, remoteAddress: sourceIp = '' } = socket;
  const isTls = socket instanceof TLSSocket;
  const clientCertificate = clientCertificateOf(socket);
  const sender = { sourceIp, port, isTls, clientCertificate };
  const raw = { method, url, httpVersion, rawHeaders, body, ...sender };
  const event = toHttpApiEvent(raw, route, {
    requestId,
    now: new Date(),
  });
  return toHttpResponse(await invoke(lambda, event));
}

/** The whole body; undefined if it is larger than API Gateway accepts. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

/** An error response in API Gateway's own form. */
function apiGatewayError(statusCode: number, message: string): HttpResponse {
  return toJsonResponse(statusCode, JSON.stringify({ message }));
}

function write(response: ServerResponse, answer: HttpResponse, requestId: string): void {
  const { statusCode, headers, body } = answer;
  response.writeHead(statusCode, {
    ...headers,
    'content-length': body.length,
    'apigw-requestid': requestId,
  });
  response.end(body);
}

/** In API Gateway's form: `JKJaXmPLvHcESHA=`. */
function createRequestId(): string {
  return `${randomBytes(11).toString('base64url')}=`;
}
