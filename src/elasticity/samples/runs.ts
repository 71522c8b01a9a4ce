import type { SteppedSeries } from './ended';
import { gridStep, isGap } from './gaps';
import { isKnown } from './series';
import type { TimeSpan } from './spans';

/** A time in which a series was there that exists only while something is the case. */
export interface Run extends TimeSpan {
  /** The highest and the last of its values. */
  readonly most: number;
  readonly last: number;
  /** To what the beginning is known: the step of the samples. */
  readonly stepMs: number;
  /** Whether it still was at the end of the range. */
  readonly lasting: boolean;
}

/** The step where a single sample tells none: the one at which rules record. */
const DEFAULT_STEP_MS = 60_000;

/** The runs of a series, oldest first. A sample holds for a step, but not beyond the end of the range. */
export function runsOf(series: SteppedSeries | undefined, rangeEndMs: number): Run[] {
  if (series === undefined) {
    return [];
  }
  const { times, values } = series;
  const stepMs = series.stepMs ?? gridStep(times) ?? DEFAULT_STEP_MS;
  const runs: Run[] = [];
  let lastMs = -Infinity;
  for (let i = 0; i < times.length; i++) {
    const [atMs, value] = [times[i], values[i]];
    if (!isKnown(value)) {
      continue;
    }
    const before = isGap(lastMs, atMs, stepMs) ? undefined : runs.pop();
    runs.push({
      fromMs: before?.fromMs ?? atMs,
      toMs: Math.max(atMs, Math.min(atMs + stepMs, rangeEndMs)),
      most: Math.max(before?.most ?? value, value),
      last: value,
      stepMs,
      lasting: !isGap(atMs, rangeEndMs, stepMs),
    });
    lastMs = atMs;
  }
  return runs;
}

/** Whether a time lies in one of several runs. */
export function isWithinRuns(runs: readonly Run[], timeMs: number): boolean {
  return runs.some(({ fromMs, toMs, lasting }) => fromMs <= timeMs && (timeMs < toMs || (lasting && timeMs === toMs)));
}
