import { partitionPoint } from './partitionPoint';

/** All times at which any of several series has a sample, ascending. */
export class TimeAxis {
  readonly timesMs: readonly number[];

  constructor(axes: ReadonlyArray<ArrayLike<number>>) {
    const longest = axes.reduce<ArrayLike<number>>((most, one) => (one.length > most.length ? one : most), []);
    const known = isAscending(longest) ? Array.from(longest) : [...new Set(Array.from(longest))].sort((a, b) => a - b);
    const missing = new Set<number>();
    for (const axis of axes) {
      walk(known, axis, (at, i) => at === undefined && missing.add(axis[i]));
    }
    this.timesMs = missing.size === 0 ? known : [...known, ...missing].sort((a, b) => a - b);
  }

  /** Calls back for each sample with its place on the axis. */
  place(times: ArrayLike<number>, put: (at: number, sample: number) => void): void {
    walk(this.timesMs, times, (at, i) => at !== undefined && put(at, i));
  }
}

/** Finds each time on an ascending axis. One after the other is the rule, so that looking is rarely needed. */
function walk(
  axis: readonly number[],
  times: ArrayLike<number>,
  found: (at: number | undefined, sample: number) => unknown
): void {
  let at = 0;
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (axis[at] !== time) {
      at = partitionPoint(axis.length, (index) => axis[index] < time);
    }
    found(axis[at] === time ? at : undefined, i);
    at++;
  }
}

function isAscending(times: ArrayLike<number>): boolean {
  for (let i = 1; i < times.length; i++) {
    if (!(times[i] > times[i - 1])) {
      return false;
    }
  }
  return true;
}
