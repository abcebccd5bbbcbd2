import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeServer {
  url: string;
  /** Requests so far. */
  requests(): number;
  /** How it answers from now on. */
  answer(listener: RequestListener): void;
  /** Ends it at once, requests under way included; the port then refuses connections. */
  stop(): Promise<void>;
}

/** Starts an HTTP server that answers as the test says, in place of an issuer or of DynamoDB. */
export async function startFakeServer(listener: RequestListener): Promise<FakeServer> {
  let current = listener;
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    current(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    requests: () => requests,
    answer: (next) => {
      current = next;
    },
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Answers with this text. */
export function text(body: string, code = 200): RequestListener {
  return (_request, response) => {
    response.writeHead(code, { 'content-type': 'application/json' }).end(body);
  };
}

/** Answers 200 with this key set. */
export const keys = (...jwks: readonly object[]) => text(JSON.stringify({ keys: jwks }));

/** Accepts the request and never answers. */
export const silent: RequestListener = () => {};

/** Starts an answer and continues it byte by byte, for ever. */
export const endless: RequestListener = (_request, response) => {
  response.writeHead(200);
  response.write('{"keys":[');
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

/** Begins an answer and resets the connection. */
export const resetInBody: RequestListener = (request, response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"keys":[', () => request.socket.resetAndDestroy());
};
