import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { inject } from 'vitest';

export interface LambdaProcess {
  /** Sends one event at a time; resolves to what the function returned. */
  invoke(event: APIGatewayProxyEventV2): Promise<{
    statusCode: number;
    headers: Record<string, string>;
    body: string;
  }>;
  /** Everything that the process has written to stdout and stderr so far. */
  output(): string;
  stop(): Promise<void>;
}

const CHILD = fileURLToPath(new URL('lambda-child.ts', import.meta.url));

/** Starts the deployed bundle in a process with this environment and no other variable. */
export async function startLambdaProcess(env: Record<string, string>): Promise<LambdaProcess> {
  const { child, output } = start(env);
  const [first] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (first !== 'ready') throw new Error(`The function did not start: ${output()}`);
  return {
    output,
    invoke: async (event) => {
      const answered = once(child, 'message');
      child.send(event);
      return (await answered)[0];
    },
    stop: async () => {
      const ended = once(child, 'close');
      child.kill();
      await ended;
    },
  };
}

/** Everything that a process wrote before it ended, for a bundle that must not start. */
export async function outputOfFailedStart(env: Record<string, string>): Promise<string> {
  const { child, output } = start(env);
  const [code] = await once(child, 'close');
  if (code === 0 || code === null) throw new Error('The function started.');
  return output();
}

function start(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const bundle = join(inject('functionAssetDir'), 'index.mjs');
  const child = fork(CHILD, [bundle], {
    env,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return { child, output: () => text };
}

/** The event of one PUT. */
export function putEvent(
  id: string,
  { headers, body }: { headers: Record<string, string>; body?: string },
): APIGatewayProxyEventV2 {
  const path = `/v1/customers/${id}`;
  const http = { method: 'PUT', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' };
  const routeKey = 'PUT /v1/customers/{customerId}';
  return {
    ...{ version: '2.0', routeKey, rawPath: path, rawQueryString: '', headers },
    requestContext: {
      ...{ accountId: '000000000000', apiId: 'api', domainName: 'api.example.com' },
      ...{ domainPrefix: 'api', http, requestId: randomUUID(), routeKey, stage: '$default' },
      ...{ time: '22/Nov/2026:00:42:50 +0000', timeEpoch: 1_795_308_170_000 },
    },
    pathParameters: { customerId: id },
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}
