import { basename } from 'node:path';
import type { Synthesized } from '../../infra/synth.ts';
import type { Handler } from './lambda-function.ts';
import type { RunningFunction } from './running-function.ts';

/** A synthesized stack with its bundle. */
export interface Build {
  stack: Synthesized;
  /** Removes its files. */
  stop(): Promise<void>;
}

interface Sources {
  build(): Promise<Build>;
  launch(stack: Synthesized): Promise<RunningFunction>;
}

export interface ReloadableFunction {
  handler: Handler;
  /**
   * Puts the function as its sources are now in the place of the running one;
   * false where its bundle is the same. Where that fails it throws, and the
   * running one stays.
   */
  reload(): Promise<boolean>;
  stop(): Promise<void>;
}

/** For calls under way when all ends, as long as the HTTP front gives them. */
const GRACE_MS = 1_000;
/** For calls that a reload finds under way: longer than any may take. */
const RELOAD_GRACE_MS = 60_000;

/** Starts the function of a build; a later one takes its place without a request lost. */
export async function startReloadableFunction(
  first: Build,
  { build, launch }: Sources,
): Promise<ReloadableFunction> {
  let current = { build: first, running: await launch(first.stack) };

  const launchOrRemove = async (next: Build) => {
    try {
      return await launch(next.stack);
    } catch (error) {
      await next.stop();
      throw error;
    }
  };
  return {
    handler: (event, context) => current.running.handler(event, context),
    reload: async () => {
      const next = await build();
      if (isSameBundle(next, current.build)) {
        await next.stop();
        return false;
      }
      const former = current;
      current = { build: next, running: await launchOrRemove(next) };
      void former.running.stop(RELOAD_GRACE_MS).then(former.build.stop);
      return true;
    },
    stop: async () => {
      await current.running.stop(GRACE_MS);
      await current.build.stop();
    },
  };
}

/** The folder of an asset is named for the hash of its content. */
function isSameBundle(one: Build, other: Build): boolean {
  return basename(one.stack.functionAssetDir) === basename(other.stack.functionAssetDir);
}
