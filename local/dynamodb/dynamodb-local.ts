import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { assertPortFree, freePort, LOOPBACK } from '../shared/ports.ts';
import { waitUntilAnswers } from '../shared/wait-until-answers.ts';
import { explainFailedStart } from './java.ts';

export interface DynamoDbLocal {
  endpoint: string;
  /** Ends it; data in memory are gone then. */
  stop(): Promise<void>;
}

export interface DynamoDbLocalOptions {
  /** 0 takes any free port. */
  port: number;
  /** The folder that keeps the data, which must exist; without, they are in memory. */
  dataDir?: string | undefined;
  /** Called when it ends by itself after it had started. */
  onUnexpectedEnd?: () => void;
}

const PROCESS = fileURLToPath(new URL('./dynamodb-local-process.ts', import.meta.url));
const START_TIMEOUT_MS = 30_000;
const KEPT_STDERR = 4_000;

/**
 * Starts DynamoDB Local, with one database for all regions and credentials, and
 * waits until it answers. It cannot outlive this process.
 * Throws a SetupError for a taken port and for missing or old Java.
 *
 * DynamoDB Local has no option for the address it listens on: unlike all else
 * here it is open to the network, as long as no firewall prevents that.
 */
export async function startDynamoDbLocal(options: DynamoDbLocalOptions): Promise<DynamoDbLocal> {
  // macOS and Windows allow a listener on all addresses beside one on loopback, which would then answer for it.
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
    // A group of its own: Ctrl-C must reach it through us only, so that its end is ordered.
    detached: process.platform !== 'win32',
    env: {
      ...process.env,
      // It would send a message to AWS at each start, and wait for it.
      DDB_LOCAL_TELEMETRY: '0',
      // Without the optimizing compiler it starts a third faster and answers as fast.
      JAVA_TOOL_OPTIONS: `-XX:TieredStopAtLevel=1 ${JAVA_TOOL_OPTIONS}`.trim(),
    },
  });
  child.stdin?.on('error', () => {}); // EPIPE, where it has ended already
  return child;
}

/** Reads stderr all the time, for a full pipe would halt Java, and keeps the end of it. */
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
