import { isKnown, isWithinRuns, shareOfTime, type Column, type Run } from '../samples';
import type { ScalingSamples, Shortage } from './types';

/** What is needed less what is there, at each time; `undefined` where either is unknown. */
export interface Balance {
  readonly basis: 'capacity' | 'replicas';
  readonly missing: ReadonlyArray<number | undefined>;
}

/**
 * By how much the load exceeds the capacity. Where the workload has no capacity (no objective `qps_per_replica`), by how
 * much the desired replicas exceed the ready ones (or, without readiness, those that exist).
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
  return isKnown(needed) && isKnown(there) ? needed - there : undefined;
}

/** Whether no replica could be added; bounds that are equal mean no autoscaling at all, which nobody is to be warned of. */
export function isAtMax({ current, min, max }: ScalingSamples, index: number): boolean | undefined {
  const [now, most] = [current[index], max[index]];
  return isKnown(now) && isKnown(most) ? now >= most && most > (min[index] ?? 0) : undefined;
}

/** The recorded shortages with what the samples say about each. */
export function describeShortages(
  runs: readonly Run[],
  samples: ScalingSamples,
  balance: Balance | undefined,
  durationsMs: readonly number[]
): Shortage[] {
  return runs.map((run) => {
    const isInside = (i: number) => isWithinRuns([run], samples.times[i]);
    const share = shareOfTime(durationsMs, (i) => (isInside(i) ? isAtMax(samples, i) : undefined));
    const worst = (balance?.missing ?? []).reduce<number>(
      (most, missing, i) => (missing !== undefined && isInside(i) ? Math.max(most, missing) : most),
      0
    );
    return {
      fromMs: run.fromMs,
      toMs: run.toMs,
      atMax: (share ?? 0) > 0.5,
      worstMissing: worst,
      caughtUp: !run.lasting,
    };
  });
}
