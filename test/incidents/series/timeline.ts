import type { Observed } from '../../../demo/model/sidecar/histogram';
import { toSeconds, type Time } from '../time';
import { SCRAPE_SECONDS } from './source';

/** Something over time (seconds since the start): always the same, or a function. `undefined`: there is nothing. */
export type Timeline<T> = T | ((seconds: number) => T | undefined);

/** Reads as a word in `steps`: from then on there is nothing. */
export const gone = undefined;

export function valueAt<T extends number | string | boolean>(timeline: Timeline<T>, seconds: number): T | undefined {
  return typeof timeline === 'function' ? timeline(seconds) : timeline;
}

/** What holds from each time on, until the next: `steps({ '0m': 2, '10m': 5, '25m': gone })`. Nothing before the first. */
export function steps<T>(values: { readonly [from: Time]: T | undefined }): (seconds: number) => T | undefined {
  const entries = Object.entries(values).map(([from, value]) => [toSeconds(from as Time), value] as const);
  return (seconds) => entries.filter(([from]) => from <= seconds).at(-1)?.[1];
}

/** The same so many seconds later; before that as at the beginning. */
export function delayed<T extends number | string | boolean>(
  timeline: Timeline<T>,
  bySeconds: number
): (seconds: number) => T | undefined {
  return (seconds) => valueAt(timeline, Math.max(0, seconds - bySeconds));
}

/** Two values in turn, each for half of the period: `alternating(2, 6, '10m')`. */
export function alternating<T>(first: T, second: T, period: Time): (seconds: number) => T {
  const half = toSeconds(period) / 2;
  return (seconds) => (Math.floor(seconds / half) % 2 === 0 ? first : second);
}

/** A straight line from one value to another within a time, and level before and after it. */
export function ramp(from: number, to: number, begin: Time, end: Time): (seconds: number) => number {
  const [begins, ends] = [toSeconds(begin), toSeconds(end)];
  return (seconds) => from + (to - from) * Math.min(1, Math.max(0, (seconds - begins) / (ends - begins)));
}

/**
 * A counter that grows by this much a second. Where there is nothing, the process is gone: what comes after begins at zero.
 */
export function counting(perSecond: Timeline<number>): (seconds: number) => number | undefined {
  const counts: Array<number | undefined> = [];
  return (seconds) => {
    const scrape = Math.floor(seconds / SCRAPE_SECONDS);
    for (let next = counts.length; next <= scrape; next++) {
      const rate = valueAt(perSecond, next * SCRAPE_SECONDS);
      // Rounded, or the text of a series would be mostly the error of floating point.
      counts.push(rate === undefined ? undefined : round((counts[next - 1] ?? 0) + rate * SCRAPE_SECONDS));
    }
    return counts[scrape];
  };
}

/** Both at once; nothing where one of them is nothing. */
export function product(a: Timeline<number>, b: Timeline<number>): (seconds: number) => number | undefined {
  return (seconds) => {
    const [left, right] = [valueAt(a, seconds), valueAt(b, seconds)];
    return left === undefined || right === undefined ? undefined : left * right;
  };
}

/** A histogram of so many observations a second, each of the value that holds at the time. */
export function observing(perSecond: Timeline<number>, value: Timeline<number>): (seconds: number) => Observed {
  const counts = new Map<number, ReturnType<typeof counting>>();
  const within = (bound: number) => {
    const known =
      counts.get(bound) ??
      counting(product(perSecond, (seconds) => Number((valueAt(value, seconds) ?? Infinity) <= bound)));
    counts.set(bound, known);
    return known;
  };
  const sum = counting(product(perSecond, value));
  return (seconds) => ({ within: (bound) => within(bound)(seconds), sum: sum(seconds) });
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
