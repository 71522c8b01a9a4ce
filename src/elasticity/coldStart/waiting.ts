import { gridStep, type Series, type TimeSpan } from '../samples';

const RECORDED_EVERY_MS = 60_000;

/** Requests that arrived before an instance was ready, over time and in sum. */
export interface Waiting {
  /** Ends of the steps, milliseconds since the epoch, ascending; only steps in which the count is known. */
  readonly timesMs: readonly number[];
  /** Length of a step: the smallest distance of two samples, or one minute, at which increments are recorded. */
  readonly stepMs: number;
  /** Requests of each step that waited, over all workloads. */
  readonly requests: readonly number[];
  readonly totalRequests: number;
  readonly totalSeconds: number;
  /** Mean wait of a request that waited; `undefined` when none did. */
  readonly meanSeconds: number | undefined;
}

/**
 * Adds up increments over windows of one step (`sum_over_time(x[$__interval])`). The sample at a time stands for the step
 * that ends there, so a sample at the very start of the range tells about the time before it and is left out.
 */
export function readWaiting(delayed: readonly Series[], delaySeconds: readonly Series[], range: TimeSpan): Waiting {
  const byTime = [...sumByTime(delayed, range)].sort(([a], [b]) => a - b);
  const requests = byTime.map(([, count]) => count);
  const totalRequests = sum(requests);
  const totalSeconds = sum(sumByTime(delaySeconds, range).values());
  const timesMs = byTime.map(([timeMs]) => timeMs);
  return {
    timesMs,
    stepMs: gridStep(timesMs) ?? RECORDED_EVERY_MS,
    requests,
    totalRequests,
    totalSeconds,
    meanSeconds: totalRequests > 0 ? totalSeconds / totalRequests : undefined,
  };
}

function sumByTime(series: readonly Series[], range: TimeSpan): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { times, values } of series) {
    for (let i = 0; i < times.length; i++) {
      const value = values[i];
      if (times[i] > range.fromMs && times[i] <= range.toMs && Number.isFinite(value)) {
        sums.set(times[i], (sums.get(times[i]) ?? 0) + Number(value));
      }
    }
  }
  return sums;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) {
    total += value;
  }
  return total;
}
