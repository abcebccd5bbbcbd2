interface Stoppable {
  stop(): Promise<void>;
}

/** Parts that start side by side. */
interface Parts {
  /** Keeps a part to be stopped with the others, also one that is still starting. */
  start<T extends Stoppable>(part: Promise<T>): Promise<T>;
  /** Stops every part, once it has started; never rejects because one could not start. */
  stop(): Promise<void>;
}

/** No parts yet. */
export function createParts(): Parts {
  const starting: Promise<Stoppable>[] = [];
  return {
    start: (part) => {
      starting.push(part);
      // It may fail while something else is awaited; its own await reports the error.
      part.catch(() => {});
      return part;
    },
    stop: async () => {
      const started = await Promise.allSettled(starting);
      await Promise.all(started.map((one) => one.status === 'fulfilled' && one.value.stop()));
    },
  };
}
