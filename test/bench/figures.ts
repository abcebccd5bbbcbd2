import type { ProcessResult } from './contender-run.ts';
import { type Bundle, FLOOR, LEAN, NAIVE, OURS } from './contenders.ts';
import { median } from './statistics.ts';

/** Medians of one contender; times in milliseconds, memory in MiB. */
export interface Figures extends Pick<Bundle, 'name' | 'title' | 'bytes' | 'packages'> {
  import: number;
  first: number;
  /** Import and first request together. */
  cold: number;
  coldMemory: number;
  /** CPU of a request in a warm process. */
  cpu: number;
  p50: number;
  p99: number;
  warmMemory: number;
}

/** The medians of all runs of a contender. */
export function toFigures(
  { name, title, bytes, packages }: Bundle,
  coldRuns: readonly ProcessResult[],
  warmRuns: readonly ProcessResult[],
): Figures {
  const cold = (of: (run: ProcessResult) => number) => median(coldRuns.map(of));
  const warm = (of: (run: NonNullable<ProcessResult['warm']>) => number) =>
    median(warmRuns.flatMap((run) => (run.warm ? [of(run.warm)] : [])));
  return {
    name,
    title,
    bytes,
    packages,
    import: cold((run) => run.importMs),
    first: cold((run) => run.firstMs),
    cold: cold((run) => run.importMs + run.firstMs),
    coldMemory: cold((run) => run.rssMiB),
    cpu: warm((run) => run.cpuMs),
    p50: warm((run) => run.p50Ms),
    p99: warm((run) => run.p99Ms),
    warmMemory: warm((run) => run.rssMiB),
  };
}

/** One figure to reach and what it is in this run. */
export interface Goal {
  figure: string;
  atMost: number;
  value: number;
}

/** The goals that this project has set itself, measured in this very run; `calls` are those of a request. */
export function toGoals(all: readonly Figures[], calls: number): Goal[] {
  const of = (name: string) => all.find((figures) => figures.name === name) as Figures;
  const [ours, floor, naive, lean] = [of(OURS), of(FLOOR), of(NAIVE), of(LEAN)];
  return [
    { figure: 'cold init / naive', atMost: 0.55, value: ours.cold / naive.cold },
    { figure: 'cold init / floor', atMost: 2.4, value: ours.cold / floor.cold },
    { figure: 'warm CPU / naive', atMost: 0.8, value: ours.cpu / naive.cpu },
    { figure: 'warm CPU / floor', atMost: 2.2, value: ours.cpu / floor.cpu },
    { figure: 'cold init / lean', atMost: 1, value: ours.cold / lean.cold },
    { figure: 'warm CPU / lean', atMost: 1, value: ours.cpu / lean.cpu },
    { figure: 'bundle, KiB', atMost: 330, value: ours.bytes / 1024 },
    { figure: 'DynamoDB calls', atMost: 1, value: calls },
  ];
}
