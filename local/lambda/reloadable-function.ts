import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Synthesized } from '../../infra/synth.ts';
import type { Handler } from './lambda-function.ts';
import type { RunningFunction } from './running-function.ts';

/** A synthesized stack with its bundle. */
export interface Build {
  stack: Synthesized;
  /** Removes its files. */
  stop(): Promise<void>;
}

interface Sources<Event> {
  build(): Promise<Build>;
  /** The folder of the function's bundle in a build. */
  assetDirOf(build: Build): string;
  launch(assetDir: string): Promise<RunningFunction<Event>>;
}

export interface ReloadableFunction<Event = APIGatewayProxyEventV2> {
  handler: Handler<Event>;
  /**
   * Replaces the running function by one from the current sources; false if the bundle has not
   * changed. If that fails, it throws and the running function stays.
   */
  reload(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Time for running calls when the local run ends, the same as in stopServer. */
const GRACE_MS = 1_000;
/** Time for running calls after a reload; longer than any call may take. */
const RELOAD_GRACE_MS = 60_000;

/** Starts the function of a build; a reload replaces it without losing a request. */
export async function startReloadableFunction<Event = APIGatewayProxyEventV2>(
  first: Build,
  { build, assetDirOf, launch }: Sources<Event>,
): Promise<ReloadableFunction<Event>> {
  let current = { build: first, running: await launch(assetDirOf(first)) };

  const launchOrRemove = async (next: Build) => {
    try {
      return await launch(assetDirOf(next));
    } catch (error) {
      await next.stop();
      throw error;
    }
  };
  return {
    handler: (event, context) => current.running.handler(event, context),
    reload: async () => {
      const next = await build();
      if (isSameBundle(assetDirOf(next), assetDirOf(current.build))) {
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

function isSameBundle(one: string, other: string): boolean {
  const read = (assetDir: string) => readFileSync(join(assetDir, 'index.mjs'));
  return read(one).equals(read(other));
}
