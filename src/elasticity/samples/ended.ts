import { isGap } from './gaps';
import { lastSample, type Series } from './series';

/** A series with the step of its query, where the answer says it. */
export type SteppedSeries = Series & { readonly stepMs?: number };

/**
 * When data ended that should have gone on to the end of the range: the time of the last number of any of the series.
 * `undefined` while they go on, and when there is none at all. Give it series that are there as long as the source is, and
 * never such as exist only while something is the case.
 */
export function endOfData(series: readonly SteppedSeries[], rangeEndMs: number): number | undefined {
  let lastMs = -Infinity;
  let stepMs = 0;
  for (const one of series) {
    lastMs = Math.max(lastMs, lastSample(one)?.timeMs ?? -Infinity);
    stepMs = Math.max(stepMs, one.stepMs ?? 0);
  }
  return Number.isFinite(lastMs) && stepMs > 0 && isGap(lastMs, rangeEndMs, stepMs) ? lastMs : undefined;
}
