import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const API = '/2018-06-01/runtime';
const INVOCATION = new RegExp(`^${API}/invocation/([^/]+)/(response|error)$`);

/** The part of the Lambda Runtime API that a runtime client needs, on loopback. */
export interface RuntimeApi {
  /** As in AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Hands an event to the runtime client and waits for the function's result; rejects with what the client reported as an error. */
  invoke(event: unknown): Promise<unknown>;
  stop(): void;
}

interface Invocation {
  readonly id: string;
  readonly event: unknown;
  readonly result: PromiseWithResolvers<unknown>;
}

/** Starts a Runtime API: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const invocations = new Map<string, Invocation>();
  const waiting: Invocation[] = [];
  let poll: ServerResponse | undefined;

  const deliver = () => {
    if (!poll || waiting.length === 0) return;
    const { id, event } = waiting.shift() as Invocation;
    poll.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': id,
      'lambda-runtime-deadline-ms': String(Date.now() + 15_000),
      'lambda-runtime-invoked-function-arn':
        'arn:aws:lambda:local:000000000000:function:update-customer:live',
      'lambda-runtime-trace-id':
        'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0',
    });
    poll.end(JSON.stringify(event));
    poll = undefined;
  };

  const server = createServer(async (request, response) => {
    if (request.url === `${API}/invocation/next`) {
      poll = response;
      deliver();
      return;
    }
    const body = await read(request);
    const [, id = '', kind] = INVOCATION.exec(request.url ?? '') ?? [];
    if (kind === 'response') invocations.get(id)?.result.resolve(body);
    // An init error is not one invocation's: it ends them all.
    const failed = kind === 'error' ? [invocations.get(id)] : invocations.values();
    if (kind !== 'response') for (const one of failed) one?.result.reject(new Error(String(body)));
    response.writeHead(202).end('{"status":"OK"}');
  });
  await listen(server);

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    invoke: (event) => {
      const invocation = {
        id: crypto.randomUUID(),
        event,
        result: Promise.withResolvers<unknown>(),
      };
      invocations.set(invocation.id, invocation);
      waiting.push(invocation);
      deliver();
      return invocation.result.promise.then((body) => JSON.parse(String(body)));
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function listen(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = await request.toArray();
  return Buffer.concat(chunks).toString();
}
