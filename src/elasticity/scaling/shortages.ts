import { shareOfTime } from '../samples';
import type { Column, ScalingSamples, Shortage } from './types';

/** What is needed and what is there, at each time; `undefined` where either is unknown. */
export interface Balance {
  readonly basis: 'capacity' | 'replicas';
  readonly missing: ReadonlyArray<number | undefined>;
}

/**
 * By how much the load exceeds the capacity. Where the workload has no capacity (no objective `qps_per_replica`), by how
 * much the wanted replicas exceed the ready ones (or, without readiness, those that exist).
 */
export function balanceOf({ times, load, capacity, desired, ready, current }: ScalingSamples): Balance | undefined {
  const byLoad = times.map((_, i) => difference(load[i], capacity[i]));
  if (byLoad.some((missing) => missing !== undefined)) {
    return { basis: 'capacity', missing: byLoad };
  }
  const there: Column = ready.length > 0 ? ready : current;
  const byReplicas = times.map((_, i) => difference(desired[i], there[i]));
  return byReplicas.some((missing) => missing !== undefined) ? { basis: 'replicas', missing: byReplicas } : undefined;
}

function difference(needed: number | null | undefined, there: number | null | undefined): number | undefined {
  return needed === null || needed === undefined || there === null || there === undefined ? undefined : needed - there;
}

/** Whether no replica could be added; bounds that are equal mean no autoscaling at all, which nobody is to be warned of. */
export function isAtMax({ current, min, max }: ScalingSamples, index: number): boolean | undefined {
  const [now, most] = [current[index], max[index]];
  if (now === null || now === undefined || most === null || most === undefined) {
    return undefined;
  }
  return now >= most && most > (min[index] ?? 0);
}

/** The shortages in a balance that lasted at least `graceSeconds`, in order of time. */
export function findShortages(
  samples: ScalingSamples,
  balance: Balance,
  durationsMs: readonly number[],
  graceSeconds: number
): Shortage[] {
  const { times } = samples;
  const shortages: Shortage[] = [];
  let start: number | undefined;
  const close = (end: number, caughtUp: boolean) => {
    if (start !== undefined && times[end] - times[start] >= graceSeconds * 1000) {
      shortages.push(shortageBetween(samples, balance, durationsMs, start, end, caughtUp));
    }
    start = undefined;
  };
  balance.missing.forEach((missing, i) => {
    if (missing === undefined) {
      close(i, false);
    } else if (missing <= 0) {
      close(i, true);
    } else {
      start ??= i;
    }
  });
  close(times.length - 1, false);
  return shortages;
}

function shortageBetween(
  samples: ScalingSamples,
  { missing }: Balance,
  durationsMs: readonly number[],
  start: number,
  end: number,
  caughtUp: boolean
): Shortage {
  const length = Math.max(end - start, 1);
  const share = shareOfTime(durationsMs.slice(start, start + length), (i) => isAtMax(samples, start + i));
  return {
    fromMs: samples.times[start],
    toMs: samples.times[end],
    atMax: (share ?? 0) > 0.5,
    worstMissing: Math.max(...missing.slice(start, start + length).map((one) => one ?? 0)),
    caughtUp,
  };
}
