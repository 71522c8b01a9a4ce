/** One series of an answer, as columns. Times are milliseconds since the epoch; a value may be missing or NaN. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number | null | undefined>;
}

/** One number of a series. */
export interface Sample {
  /** Milliseconds since the epoch. */
  readonly timeMs: number;
  readonly value: number;
}

/** Whether a value is one that can be drawn, compared and added up. */
export function isKnown(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The last number of a series; `undefined` when it has none. */
export function lastSample({ times, values }: Pick<Series, 'times' | 'values'>): Sample | undefined {
  for (let i = values.length - 1; i >= 0; i--) {
    const value = values[i];
    if (isKnown(value)) {
      return { timeMs: times[i], value };
    }
  }
  return undefined;
}
