import type { ChartSeries, ChartValues } from './types';

type Stackable = Pick<ChartSeries, 'key' | 'stack' | 'values'>;

/**
 * What is drawn for each series: its own values, or for stacked ones their sum with everything below them in the stack.
 * Hidden series take no part. A missing value is a gap in its own series and adds nothing to those above it.
 */
export function stackColumns(series: readonly Stackable[], hidden: ReadonlySet<string>): ChartValues[] {
  const heights = new Map<string, number[]>();
  return series.map(({ key, stack, values }) => {
    if (stack === undefined || hidden.has(key)) {
      return values;
    }
    const below = heights.get(stack) ?? new Array<number>(values.length).fill(0);
    const stacked = values.map((value, i) => (value === null || value === undefined ? value : below[i] + value));
    heights.set(
      stack,
      below.map((height, i) => height + (values[i] ?? 0))
    );
    return stacked;
  });
}

/** Pairs of indices [upper, lower] of visible neighbours in each stack; the space between them belongs to the upper one. */
export function stackBands(
  series: ReadonlyArray<Pick<ChartSeries, 'key' | 'stack'>>,
  hidden: ReadonlySet<string>
): Array<readonly [number, number]> {
  const top = new Map<string, number>();
  const bands: Array<readonly [number, number]> = [];
  series.forEach(({ key, stack }, index) => {
    if (stack === undefined || hidden.has(key)) {
      return;
    }
    const lower = top.get(stack);
    if (lower !== undefined) {
      bands.push([index, lower]);
    }
    top.set(stack, index);
  });
  return bands;
}
