/** A completed part of the start. */
export interface Step {
  name: string;
  durationMs: number;
}

/** Awaits parts of the start and reports how long each took. */
export function createProgress(onStep: (step: Step) => void) {
  return async <T>(name: string, work: Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work;
    onStep({ name, durationMs: performance.now() - start });
    return result;
  };
}

/** The line of a step: its duration and name. */
export function toStepLine({ name, durationMs }: Step): string {
  return `${toSeconds(durationMs).padStart(7)}  ${name}`;
}

/** `1.4 s` */
export function toSeconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}
