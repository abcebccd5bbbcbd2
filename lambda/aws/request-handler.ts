import * as https from 'node:https';
import { type HttpRequest, HttpResponse } from '@smithy/core/transport';

interface RequestHandlerOptions {
  /** Limit for one attempt, from connecting to the last byte of the response. */
  timeoutMs: number;
}

/** The second parameter of `client.send`. */
export interface SendingOptions {
  /**
   * When the request must have ended, retries included, in milliseconds of `performance.now()`. Not an
   * AbortSignal: creating one and listening to it takes 6 % of a request's CPU time.
   */
  deadline?: number;
  /** Called for each HTTP request, the SDK's retries included. */
  onAttempt?: () => void;
  /** Called when a response has arrived completely. */
  onAnswer?: () => void;
}

type Answer = Promise<{ response: HttpResponse }>;

/**
 * Sends the SDK's signed requests over kept-alive connections. Rejects with a `TimeoutError`,
 * which the SDK retries, an `AbortError`, which it does not, or the connection's error.
 *
 * A smaller replacement for `@smithy/node-http-handler`, which supports streams and has four
 * timers per attempt, but none for the whole attempt.
 */
export function createRequestHandler({ timeoutMs }: RequestHandlerOptions) {
  const httpsAgent = new https.Agent({ keepAlive: true });

  return {
    metadata: { handlerProtocol: 'http/1.1' },
    destroy: () => httpsAgent.destroy(),
    handle: async (
      request: HttpRequest,
      { deadline = Number.POSITIVE_INFINITY, onAttempt, onAnswer }: SendingOptions = {},
    ): Answer => {
      const { protocol, hostname, port, method, path, headers, body } = request;
      // Not needed for endpoints in AWS; loading it takes a fifth of a cold start.
      const http = protocol === 'https:' ? undefined : await import('node:http');
      const agent = http ? http.globalAgent : httpsAgent;
      // URLs write IPv6 addresses in brackets.
      const host = hostname.replace(/^\[|\]$/g, '');
      const options = { host, ...(port && { port }), method, path, headers, agent };

      return new Promise((resolve, reject) => {
        const outOfTime = () => fault('AbortError', 'No time is left for the request.');
        const leftMs = deadline - performance.now();
        if (leftMs <= 0) throw outOfTime();
        // Before the timer starts, because this throws for invalid characters in a header.
        const outgoing = (http ?? https).request(options);
        onAttempt?.();
        const fail = (reason: Error) => {
          clearTimeout(timer);
          reject(reason);
          outgoing.destroy();
        };
        const tooSlow = () => fault('TimeoutError', `No answer within ${timeoutMs} ms.`);
        const expire = () => fail(leftMs < timeoutMs ? outOfTime() : tooSlow());
        const timer = setTimeout(expire, Math.min(leftMs, timeoutMs));
        outgoing.on('error', fail);
        outgoing.on('response', (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', fail);
          incoming.on('end', () => {
            clearTimeout(timer);
            onAnswer?.();
            const { statusCode = 0 } = incoming;
            const headers = incoming.headers as Record<string, string>;
            const body = Buffer.concat(chunks);
            resolve({ response: new HttpResponse({ statusCode, headers, body }) });
          });
        });
        outgoing.end(body);
      });
    },
  };
}

function fault(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
