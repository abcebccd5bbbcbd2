import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as sendRequest,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';

/** The fault of one call. A call that is lost after it was forwarded has been applied. */
export type Fault =
  | 'close before'
  | 'close after'
  | 'reset before'
  | 'reset after'
  | 'never answer'
  | 'never answer after'
  | 'cut the body'
  | 'stall in the body'
  | { delayMs: number }
  | { status: number; error: string }
  /** Forwarded, but answered with this instead. */
  | { status: number; text: string };

/** Chooses the fault of the nth call (from 1); may wait or act before the call proceeds. */
export type FaultPlan = (
  call: number,
) => Fault | undefined | Promise<Fault | undefined> | Promise<void>;

export interface FaultProxy {
  endpoint: string;
  /** Operations called so far, such as `UpdateItem`, in order. */
  calls: string[];
  plan: FaultPlan;
  stop(): Promise<void>;
}

interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export const THROTTLED: Fault = {
  status: 400,
  error: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
};
export const REQUESTS_THROTTLED: Fault = {
  status: 400,
  error: 'com.amazon.coral.availability#ThrottlingException',
};
export const SERVER_ERROR: Fault = {
  status: 500,
  error: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
};

/** Starts a proxy to DynamoDB Local that counts calls and applies the plan's faults. */
export async function startFaultProxy(plan: FaultPlan = () => undefined): Promise<FaultProxy> {
  const target = new URL(inject('dynamoDbEndpoint'));
  const agent = new Agent({ keepAlive: true });
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    calls.push(String(request.headers['x-amz-target']).split('.').at(-1) ?? '');
    const fault = await proxy.plan(calls.length);
    const forward = () => forwarded(target, agent, request, body);
    await answer(response, fault ?? undefined, forward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: FaultProxy = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    plan,
    stop: async () => {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

async function answer(
  response: ServerResponse,
  fault: Fault | undefined,
  forward: () => Promise<Received>,
): Promise<void> {
  const { socket } = response;
  if (fault === 'close before') return void socket?.destroy();
  if (fault === 'reset before') return void socket?.resetAndDestroy();
  if (fault === 'never answer') return;
  if (typeof fault === 'object' && 'error' in fault) return refuse(response, fault);
  if (typeof fault === 'object' && 'delayMs' in fault) await setTimeout(fault.delayMs);
  const { status, headers, body } = await forward();
  if (typeof fault === 'object' && 'text' in fault) {
    response.writeHead(fault.status, { 'content-type': 'application/x-amz-json-1.0' });
    return void response.end(fault.text);
  }
  if (fault === 'close after') return void socket?.destroy();
  if (fault === 'reset after') return void socket?.resetAndDestroy();
  if (fault === 'never answer after') return;
  response.writeHead(status, headers);
  if (fault === 'cut the body' || fault === 'stall in the body') {
    response.write(body.subarray(0, body.length / 2));
    // The first half must arrive, or this equals no answer.
    await setTimeout(50);
    if (fault === 'cut the body') socket?.destroy();
    return;
  }
  response.end(body);
}

/** The form of DynamoDB's errors. */
function refuse(response: ServerResponse, { status, error }: { status: number; error: string }) {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: error, message: 'Injected by the test.' }));
}

async function forwarded(
  target: URL,
  agent: Agent,
  { method = '', url = '', headers }: IncomingMessage,
  body: Buffer,
): Promise<Received> {
  const request = sendRequest({
    agent,
    host: target.hostname,
    port: target.port,
    method,
    path: url,
    headers,
  });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: await bodyOf(response),
  };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}
