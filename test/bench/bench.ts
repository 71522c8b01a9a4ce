import type { Stage } from './support/stage';

/** One figure that the product promises something about. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly unit: '×' | 's' | 'ms' | 'MiB' | 'kB' | 'errors';
  /** Which side of `must` and `aim` is the good one. */
  readonly better: 'more' | 'less';
  /** A missed `must` fails the run. Without, the figure is only told. */
  readonly must?: number;
  readonly aim?: number;
  /** What the figure was made of. */
  readonly detail: string;
}

/** How much is measured: all of it, or just enough to see that a bench works. */
export interface Scale {
  readonly rounds: number;
  readonly secondsPerRound: number;
  /** For what takes long: 1 in full. */
  readonly share: number;
}

export const FULL: Scale = { rounds: 7, secondsPerRound: 2, share: 1 };
export const QUICK: Scale = { rounds: 1, secondsPerRound: 0.2, share: 0.001 };

export interface BenchContext {
  /** Starts what the bench needs and ends it afterwards. */
  readonly stage: Stage;
  readonly scale: Scale;
  readonly progress: (line: string) => void;
}

export interface Bench {
  readonly name: string;
  readonly title: string;
  /** Why it cannot run here; `undefined` when it can. */
  readonly unavailable?: () => string | undefined;
  run(context: BenchContext): Promise<readonly Finding[]>;
}
