import { partitionPoint } from './partitionPoint';

/** All times at which any of several series has a sample, ascending. */
export class TimeAxis {
  readonly timesMs: readonly number[];

  constructor(axes: ReadonlyArray<ArrayLike<number>>) {
    const longest = axes.reduce<ArrayLike<number>>((most, one) => (one.length > most.length ? one : most), []);
    const known = isAscending(longest) ? Array.from(longest) : [...new Set(Array.from(longest))].sort((a, b) => a - b);
    const missing = new Set<number>();
    for (const axis of axes) {
      let at = -1;
      for (let i = 0; i < axis.length; i++) {
        at = find(known, axis[i], at + 1);
        if (known[at] !== axis[i]) {
          missing.add(axis[i]);
        }
      }
    }
    this.timesMs = missing.size === 0 ? known : [...known, ...missing].sort((a, b) => a - b);
  }

  /** Calls back for each sample with its place on the axis, which has to hold all its times. */
  place(times: ArrayLike<number>, put: (at: number, sample: number) => void): void {
    let at = -1;
    for (let i = 0; i < times.length; i++) {
      at = find(this.timesMs, times[i], at + 1);
      put(at, i);
    }
  }
}

/** Where a time stands, or would stand, on an ascending axis. One after the other is the rule, so that looking is rarely needed. */
function find(axis: readonly number[], time: number, guess: number): number {
  return axis[guess] === time ? guess : partitionPoint(axis.length, (index) => axis[index] < time);
}

function isAscending(times: ArrayLike<number>): boolean {
  for (let i = 1; i < times.length; i++) {
    if (!(times[i] > times[i - 1])) {
      return false;
    }
  }
  return true;
}
