import type { X509Certificate } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Certified } from '../mtls/authority.ts';

/** The server's certificate, and the authority whose client certificates are accepted. */
export interface MutualTls extends Certified {
  ca: string;
}

/**
 * Creates a plain HTTP server, or a TLS server that requests client certificates. Like API Gateway
 * it ends connections with an untrusted certificate. Connections without a certificate, which API
 * Gateway ends as well, reach the function, so that its own response can be tested.
 */
export function createFrontServer(tls: MutualTls | undefined, listener: RequestListener): Server {
  if (!tls) return createServer(listener);
  const options = { ...tls, requestCert: true, rejectUnauthorized: false };
  return createTlsServer(options, (request, response) => {
    const { socket } = request;
    const isTrusted = socket instanceof TLSSocket && socket.authorized;
    if (clientCertificateOf(socket) && !isTrusted) socket.destroy();
    else listener(request, response);
  });
}

/** The client certificate of a connection; undefined without one. */
export function clientCertificateOf(socket: Socket): X509Certificate | undefined {
  return socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
}
