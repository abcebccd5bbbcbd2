import * as https from 'node:https';
import { type HttpRequest, HttpResponse } from '@smithy/core/transport';

interface RequestHandlerOptions {
  /** Limit for one attempt, from connecting to the last byte of the response. */
  timeoutMs: number;
}

/** The second parameter of `client.send`. */
export interface SendingOptions {
  abortSignal?: AbortSignal;
  /** Called before each HTTP request, the SDK's retries included. */
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
      { abortSignal, onAttempt, onAnswer }: SendingOptions = {},
    ): Answer => {
      onAttempt?.();
      const { protocol, hostname, port, method, path, headers, body } = request;
      // Not needed for endpoints in AWS; loading it takes a fifth of a cold start.
      const http = protocol === 'https:' ? undefined : await import('node:http');
      const agent = http ? http.globalAgent : httpsAgent;
      // URLs write IPv6 addresses in brackets.
      const host = hostname.replace(/^\[|\]$/g, '');
      const options = { host, ...(port && { port }), method, path, headers, agent };

      return new Promise((resolve, reject) => {
        const aborted = () => fault('AbortError', 'No time is left for the request.');
        if (abortSignal?.aborted) throw aborted();
        // Before the timer starts, because this throws for invalid characters in a header.
        const outgoing = (http ?? https).request(options);
        const fail = (reason: Error) => {
          release();
          reject(reason);
          outgoing.destroy();
        };
        const abort = () => fail(aborted());
        const expire = () => fail(fault('TimeoutError', `No answer within ${timeoutMs} ms.`));
        const timer = setTimeout(expire, timeoutMs);
        const release = () => {
          clearTimeout(timer);
          abortSignal?.removeEventListener('abort', abort);
        };
        abortSignal?.addEventListener('abort', abort);
        outgoing.on('error', fail);
        outgoing.on('response', (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', fail);
          incoming.on('end', () => {
            release();
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
