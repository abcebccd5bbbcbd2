import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { PORTS, type PortVariable } from './defaults.ts';
import { SetupError } from './setup-error.ts';

/** The address that the local run listens on. Only DynamoDB Local, without an option, uses all. */
export const LOOPBACK = '127.0.0.1';

/** Reads a port from the environment, or returns its default; 0 means any free port. */
export function parsePort(variable: PortVariable, env: NodeJS.ProcessEnv): number {
  const value = env[variable];
  if (value === undefined) return PORTS[variable];
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new SetupError(`${variable} must be a port number from 0 (any free port) to 65535.`);
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  return probe(0, LOOPBACK);
}

/** Throws a SetupError that names port and variable if the port is taken on one of the hosts. */
export async function assertPortFree(
  port: number,
  variable: PortVariable,
  hosts: readonly string[] = [LOOPBACK],
): Promise<void> {
  if (port === 0) return;
  try {
    for (const host of hosts) await probe(port, host);
  } catch (error) {
    throw toPortError(error, port, variable);
  }
}

/** Turns an error of `listen` into a SetupError, if the user can fix it. */
export function toPortError(error: unknown, port: number, variable: PortVariable): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return portTaken(port, variable);
  if (code === 'EACCES') {
    return new SetupError(
      `Port ${port} (${variable}) needs a privilege. Choose a port above 1023.`,
    );
  }
  return error;
}

/** The error for a taken port; names the variable that chooses another. */
export function portTaken(port: number, variable: PortVariable): SetupError {
  return new SetupError(
    `Port ${port} is taken by another program. End that program, or choose another port: ${variable}=${alternative(port)} npm start`,
  );
}

function alternative(port: number): number {
  return port + 100 <= 65_535 ? port + 100 : port - 100;
}

async function probe(port: number, host: string): Promise<number> {
  const server = createServer();
  server.listen({ port, host, exclusive: true });
  await once(server, 'listening');
  const { port: actual } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return actual;
}
