import type { ChartAxis, ChartSeries, ChartThreshold } from './types';

/** What a chart is made of apart from its data. While it stays the same, a refresh only exchanges numbers. */
export interface ChartStructure {
  readonly series: ReadonlyArray<Omit<ChartSeries, 'values'>>;
  readonly hidden: ReadonlySet<string>;
  readonly left: ChartAxis;
  readonly right: ChartAxis;
  readonly thresholds: readonly ChartThreshold[];
  /** Whether a series must be near the pointer to be pointed at (`single`), or the time alone counts. */
  readonly hover: 'single' | 'multi' | 'none';
}

export function sameStructure(a: ChartStructure, b: ChartStructure): boolean {
  return (
    a.hover === b.hover &&
    sameObject(a.left, b.left) &&
    sameObject(a.right, b.right) &&
    sameList(a.thresholds, b.thresholds, sameObject) &&
    sameList([...a.hidden], [...b.hidden], Object.is) &&
    sameList(a.series, b.series, sameSeries)
  );
}

function sameSeries(a: ChartStructure['series'][number], b: ChartStructure['series'][number]): boolean {
  return (
    sameList(a.dash ?? [], b.dash ?? [], Object.is) &&
    sameObject({ ...a, dash: undefined, values: undefined }, { ...b, dash: undefined, values: undefined })
  );
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (one: T, other: T) => boolean): boolean {
  return a.length === b.length && a.every((one, i) => same(one, b[i]));
}

function sameObject(a: object, b: object): boolean {
  const entries = definedEntries(a);
  const others = new Map(definedEntries(b));
  return entries.length === others.size && entries.every(([key, value]) => Object.is(others.get(key), value));
}

function definedEntries(object: object): Array<[string, unknown]> {
  return Object.entries(object).filter(([, value]) => value !== undefined);
}
