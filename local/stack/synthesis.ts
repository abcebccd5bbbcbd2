import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Build } from '../lambda/reloadable-function.ts';
import { SetupError } from '../shared/setup-error.ts';
import type { SynthesisAnswer } from './synthesize-process.ts';

interface Synthesis {
  /** Synthesizes with this context; throws a SetupError for bad context or failed bundling. */
  run(context: Readonly<Record<string, string>>): Promise<Build>;
  /** Ends the process and removes what it has synthesized. */
  stop(): Promise<void>;
}

const PROCESS = fileURLToPath(new URL('./synthesize-process.ts', import.meta.url));

/**
 * Prepares to synthesize the stack once, in its own process: CDK and the bundler block their thread
 * for seconds and write to stderr, which is shown only if they fail.
 */
export function prepareSynthesis(): Synthesis {
  const outdir = mkdtempSync(join(tmpdir(), 'customer-api-'));
  const remove = () => rmSync(outdir, { recursive: true, force: true });
  process.once('exit', remove);
  const child = fork(PROCESS, { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const closed = once(child, 'close');
  const stderr = child.stderr ? text(child.stderr) : Promise.resolve('');

  const stop = async () => {
    child.kill();
    await closed;
    remove();
    process.removeListener('exit', remove);
  };

  return {
    run: async (context) => {
      child.send({ outdir, context });
      const answer = await answerOf(child, closed);
      if (answer && 'stack' in answer) return { stack: answer.stack, stop };
      await stop();
      throw explainFailure(answer?.error, await stderr);
    },
    stop,
  };
}

async function answerOf(
  child: ChildProcess,
  closed: Promise<unknown>,
): Promise<SynthesisAnswer | undefined> {
  const message = once(child, 'message') as Promise<[SynthesisAnswer]>;
  const [answer] = await Promise.race([message, closed.then(() => [undefined])]);
  return answer;
}

type Fault = Extract<SynthesisAnswer, { error: unknown }>['error'];

function explainFailure(error: Fault | undefined, stderr: string): Error {
  if (error?.name === 'ContextError') return new SetupError(error.message);
  const output = withoutNoise(stderr);
  if (output.includes('[ERROR]')) {
    return new SetupError(`The function cannot be bundled.\n\n${output}`);
  }
  return new Error(`The stack cannot be synthesized.\n${error?.stack ?? ''}\n${output}`.trim());
}

function withoutNoise(output: string): string {
  return output
    .split('\n')
    .filter((line) => !/^(Bundling asset|npm warn)/.test(line))
    .join('\n')
    .trim();
}
