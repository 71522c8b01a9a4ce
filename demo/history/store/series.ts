import { encodeLabels } from './writeRequest';

export type Labels = Readonly<Record<string, string>>;

/** Stands for "the series ended here": what Prometheus itself writes when a scrape or a rule yields a series no more. */
export const STALE = Symbol('stale');

/** Samples of one series that wait to be written, oldest first. */
export class Series {
  /** Seconds since the epoch. */
  times: number[] = [];
  values: Array<number | typeof STALE> = [];

  private encoded: Buffer | undefined;

  constructor(readonly labels: Labels) {}

  /** The labels as they are sent. */
  get head(): Buffer {
    this.encoded ??= encodeLabels(this.labels);
    return this.encoded;
  }

  push(seconds: number, value: number | typeof STALE): void {
    this.times.push(seconds);
    this.values.push(value);
  }

  clear(): void {
    this.times = [];
    this.values = [];
  }
}

/** One text for one set of labels. */
export function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
