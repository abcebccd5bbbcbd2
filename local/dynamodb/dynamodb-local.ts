import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { assertPortFree, freePort, LOOPBACK } from '../shared/ports.ts';
import { waitUntilAnswers } from '../shared/wait-until-answers.ts';
import { explainFailedStart } from './java.ts';

export interface DynamoDbLocal {
  endpoint: string;
  /** Ends the process; data in memory is lost. */
  stop(): Promise<void>;
}

export interface DynamoDbLocalOptions {
  /** 0 means any free port. */
  port: number;
  /** The existing folder that keeps the data; without it the data is in memory. */
  dataDir?: string | undefined;
  /** Called if it ends unexpectedly after it has started. */
  onUnexpectedEnd?: () => void;
}

const PROCESS = fileURLToPath(new URL('./dynamodb-local-process.ts', import.meta.url));
const START_TIMEOUT_MS = 30_000;
const KEPT_STDERR = 4_000;

/**
 * Starts DynamoDB Local, with one database for all regions and credentials, and waits until it
 * answers. It ends with this process. Throws a SetupError for a taken port and for a missing or
 * outdated Java.
 *
 * DynamoDB Local has no option for the address it listens on. Unlike the rest of the local run it
 * is open to the network, unless a firewall blocks it.
 */
export async function startDynamoDbLocal(options: DynamoDbLocalOptions): Promise<DynamoDbLocal> {
  // On macOS and Windows another process can listen on loopback at the same time and would get the
  // requests.
  await assertPortFree(options.port, 'DYNAMODB_PORT', [LOOPBACK, '0.0.0.0']);
  const port = options.port || (await freePort());
  const child = spawnProcess(port, options.dataDir);
  const stderr = collect(child);
  const endpoint = `http://${LOOPBACK}:${port}`;

  const controller = new AbortController();
  child.once('close', () => controller.abort());
  const answers = await waitUntilAnswers(endpoint, START_TIMEOUT_MS, controller.signal);
  if (!answers) {
    await stop(child);
    throw explainFailedStart(stderr(), port);
  }
  const onEnd = () => options.onUnexpectedEnd?.();
  child.once('close', onEnd);
  return {
    endpoint,
    stop: () => {
      child.removeListener('close', onEnd);
      return stop(child);
    },
  };
}

function spawnProcess(port: number, dataDir: string | undefined): ChildProcess {
  const { JAVA_TOOL_OPTIONS = '' } = process.env;
  const args = [PROCESS, String(port), ...(dataDir === undefined ? [] : [dataDir])];
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'ignore', 'pipe'],
    // A process group of its own, so that Ctrl-C does not reach it directly and it ends in order.
    detached: process.platform !== 'win32',
    env: {
      ...process.env,
      // Otherwise it sends a message to AWS at each start and waits for it.
      DDB_LOCAL_TELEMETRY: '0',
      // Without the optimising compiler it starts a third faster and is no slower.
      JAVA_TOOL_OPTIONS: `-XX:TieredStopAtLevel=1 ${JAVA_TOOL_OPTIONS}`.trim(),
    },
  });
  child.stdin?.on('error', () => {}); // EPIPE if it has already ended
  return child;
}

/** Keeps the end of stderr; reads it continuously, because a full pipe would block Java. */
function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk) => {
    text = (text + chunk).slice(-KEPT_STDERR);
  });
  return () => text;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.stdin?.end();
  await closed;
}
