import { once } from 'node:events';
import type { Server } from 'node:http';

const GRACE_MS = 1_000;

/** Stops an HTTP server: closes idle connections at once, running requests after a second. */
export async function stopServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
}
