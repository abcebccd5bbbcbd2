/** A part of the start that is done. */
export interface Step {
  name: string;
  durationMs: number;
}

/** Waits for parts of the start and tells how long each of them took. */
export function createProgress(onStep: (step: Step) => void) {
  return async <T>(name: string, work: Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work;
    onStep({ name, durationMs: performance.now() - start });
    return result;
  };
}

/** The line of a step: its seconds, then its name. */
export function toStepLine({ name, durationMs }: Step): string {
  return `${toSeconds(durationMs).padStart(7)}  ${name}`;
}

/** `1.4 s` */
export function toSeconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}
