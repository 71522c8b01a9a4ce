import { isGap } from './gaps';
import { TimeAxis } from './timeAxis';

/** `null` is a gap; `undefined` means that there is no sample at that time, and what was before it goes on. */
export type Column = ReadonlyArray<number | null | undefined>;

export interface AlignInput {
  /** Ascending, milliseconds since the epoch. */
  readonly times: readonly number[];
  readonly values: Column;
  /** Distance at which samples are expected; where one is missing the line breaks. Unknown: lines never break. */
  readonly stepMs?: number;
}

export interface AlignedSeries {
  readonly times: readonly number[];
  /** One for each input, in the same order. */
  readonly columns: readonly Column[];
}

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
  const axis = new TimeAxis(filled.map(({ times }) => times));
  const columns = filled.map(({ times, values }) => {
    const column = new Array<number | null | undefined>(axis.timesMs.length).fill(undefined);
    axis.place(times, (at, sample) => (column[at] = values[sample]));
    return column;
  });
  return { times: axis.timesMs, columns };
}

function breakAtGaps({ times, values, stepMs }: AlignInput): { times: readonly number[]; values: Column } {
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

function sameTimes(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((time, i) => time === b[i]));
}
