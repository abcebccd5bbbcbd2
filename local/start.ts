import { startLocalRun } from './local-run.ts';
import { onNpmShellEnd } from './npm-parent.ts';
import { parsePort } from './ports.ts';
import { runCli } from './run-cli.ts';
import { toWelcome } from './welcome.ts';

let stop = async () => {};

async function end(exitCode: number): Promise<void> {
  // Ctrl-C comes twice under npm: from the terminal, and from npm, which hands it on.
  const stopping = stop();
  stop = () => stopping;
  await stopping;
  process.exit(exitCode);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
onNpmShellEnd(() => end(0));

await runCli(async () => {
  const { env } = process;
  const run = await startLocalRun({
    port: parsePort('PORT', env),
    issuerPort: parsePort('ISSUER_PORT', env),
    dynamoDbPort: parsePort('DYNAMODB_PORT', env),
    onRequest: ({ method, path, status, durationMs }) =>
      console.log(`${method} ${path} ${status} ${Math.round(durationMs)} ms`),
    onDynamoDbEnd: () => {
      console.error('DynamoDB Local has ended by itself.');
      void end(1);
    },
  });
  stop = run.stop;
  const { tokenEndpoint } = run.issuer;
  console.log(
    toWelcome({ url: run.url, tokenEndpoint, scope: env.REQUIRED_SCOPE ?? 'customers:write' }),
  );
});
