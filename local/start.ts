import { toEventLine, toFaultLines } from './events/event-lines.ts';
import type { EventOptions } from './events/start-events.ts';
import { startLocalRun } from './local-run.ts';
import { runCli } from './shared/run-cli.ts';
import { onNpmShellSignal } from './terminal/npm-parent.ts';
import { toSeconds, toStepLine } from './terminal/progress.ts';
import { reloadAndTell } from './terminal/reload-line.ts';
import { createRequestLines, type RequestLines } from './terminal/request-lines.ts';
import { parseStartOptions, START_HELP } from './terminal/start-options.ts';
import { watchSources } from './terminal/watch.ts';
import { toWelcome } from './terminal/welcome.ts';

let stop = async () => {};

async function end(exitCode: number): Promise<void> {
  // Under npm, Ctrl-C arrives twice: from the terminal and, forwarded, from npm.
  const stopping = stop();
  stop = () => stopping;
  await stopping;
  process.exit(exitCode);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
onNpmShellSignal(() => end(0));

const print = (line: string) => console.log(line);
/** Prints the function's own log lines instead of a readable line per request. */
const logOnly: RequestLines = { onLog: (text) => process.stdout.write(text), onRequest: () => {} };

const eventsAs = (json: boolean): EventOptions => ({
  onEvent: (event) => print(json ? JSON.stringify(event) : toEventLine(event)),
  onEventLog: json ? logOnly.onLog : (text) => toFaultLines(text).forEach(print),
});

await runCli(async () => {
  const options = parseStartOptions(process.argv.slice(2), process.env);
  if (!options) return console.log(START_HELP);
  const { json, watch, events, ...places } = options;

  const lines = json ? logOnly : createRequestLines(print);
  print('Starting DynamoDB, the issuer and the stack in parallel …');
  const run = await startLocalRun({
    ...places,
    ...lines,
    events: events ? eventsAs(json) : undefined,
    onStep: (step) => print(toStepLine(step)),
    onDynamoDbEnd: () => {
      console.error('DynamoDB Local ended unexpectedly.');
      void end(1);
    },
  });
  stop = run.stop;
  print(`${toSeconds(performance.now()).padStart(7)}  in all`);
  const { url, scope, tenant, issuer, clientFiles } = run;
  const { tokenEndpoint } = issuer;
  print(toWelcome({ url, scope, tenant, tokenEndpoint, clientFiles }));
  if (watch) watchSources(async (file) => print(await reloadAndTell(run.reload, file)));
});
