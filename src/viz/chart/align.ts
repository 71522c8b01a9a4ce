import type { ChartValues } from './types';

export interface AlignInput {
  /** Ascending, milliseconds since the epoch. */
  readonly times: readonly number[];
  readonly values: ReadonlyArray<number | null | undefined>;
  /** Distance at which samples are expected; where one is missing the line breaks. Unknown: lines never break. */
  readonly stepMs?: number;
}

export interface AlignedSeries {
  readonly times: readonly number[];
  /** One for each input, in the same order. */
  readonly columns: readonly ChartValues[];
}

/** Samples come a little late now and then; one that is missing shows as twice the step. */
const GAP_IN_STEPS = 1.5;

/**
 * Brings series with different timestamps onto one axis: every time that any of them has, ascending. Where a series has no
 * sample its column is `undefined`; where it should have had one it is `null`, one step after the sample before the gap.
 */
export function alignSeries(inputs: readonly AlignInput[]): AlignedSeries {
  const filled = inputs.map(breakAtGaps);
  const [first] = filled;
  if (first !== undefined && filled.every(({ times }) => sameTimes(times, first.times))) {
    return { times: first.times, columns: filled.map(({ values }) => values) };
  }
  const times = [...new Set(filled.flatMap((input) => [...input.times]))].sort((a, b) => a - b);
  const indexOf = new Map(times.map((time, index) => [time, index]));
  const columns = filled.map((input) => {
    const column = new Array<number | null | undefined>(times.length).fill(undefined);
    input.times.forEach((time, i) => {
      const index = indexOf.get(time);
      if (index !== undefined) {
        column[index] = input.values[i];
      }
    });
    return column;
  });
  return { times, columns };
}

function breakAtGaps({ times, values, stepMs }: AlignInput): { times: readonly number[]; values: ChartValues } {
  if (stepMs === undefined || !times.some((time, i) => i > 0 && isGap(times[i - 1], time, stepMs))) {
    return { times, values };
  }
  const filledTimes: number[] = [];
  const filledValues: Array<number | null | undefined> = [];
  times.forEach((time, i) => {
    if (i > 0 && isGap(times[i - 1], time, stepMs)) {
      filledTimes.push(times[i - 1] + stepMs);
      filledValues.push(null);
    }
    filledTimes.push(time);
    filledValues.push(values[i]);
  });
  return { times: filledTimes, values: filledValues };
}

function isGap(beforeMs: number, afterMs: number, stepMs: number): boolean {
  return afterMs - beforeMs > GAP_IN_STEPS * stepMs;
}

function sameTimes(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((time, i) => time === b[i]));
}
