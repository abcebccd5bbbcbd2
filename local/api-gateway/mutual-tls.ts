import type { X509Certificate } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Certified } from '../mtls/authority.ts';

/** The server's certificate, and that of the authority whose client certificates are taken. */
export interface MutualTls extends Certified {
  ca: string;
}

/**
 * A server of plain HTTP, or of TLS that asks for client certificates as a
 * domain with mutual TLS does. API Gateway ends a connection without one, too:
 * here the function sees it, so that its own answer can be tried.
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

/** The certificate by which the client of a connection identified itself. */
export function clientCertificateOf(socket: Socket): X509Certificate | undefined {
  return socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
}
