import { rangeUtil, type TimeRange } from '@grafana/data';

/** Prometheus answers no more points than this for one series. */
const MOST_POINTS = 11_000;

/** The built-in variables of a query, all of one step. */
export interface Step {
  readonly stepMs: number;
  readonly builtIn: Readonly<Record<string, string>>;
}

/**
 * The step of a range query as Grafana's Prometheus data source chooses it: as fine as the points allow, not finer than
 * the least interval. `$__rate_interval` is max(step + scrape interval, 4 × scrape interval).
 */
export function chooseStep(range: TimeRange, maxDataPoints: number, minInterval: string, scrapeInterval: string): Step {
  const rangeMs = range.to.valueOf() - range.from.valueOf();
  const wanted = rangeUtil.calculateInterval(range, Math.max(1, maxDataPoints), minInterval).intervalMs;
  const stepMs = Math.max(wanted, rangeUtil.roundInterval(rangeMs / MOST_POINTS), 1000);
  const scrapeMs = rangeUtil.intervalToMs(scrapeInterval);
  const rateMs = Math.max(stepMs + scrapeMs, 4 * scrapeMs);
  return {
    stepMs,
    builtIn: {
      __interval: `${stepMs / 1000}s`,
      __interval_ms: String(stepMs),
      __rate_interval: `${rateMs / 1000}s`,
      __range: `${Math.round(rangeMs / 1000)}s`,
      __range_s: String(Math.round(rangeMs / 1000)),
      __range_ms: String(rangeMs),
    },
  };
}

/** Start and end on the grid of the step, so that a refresh asks for the same points again. In seconds. */
export function alignedSeconds(range: TimeRange, stepMs: number): { start: number; end: number } {
  const align = (ms: number) => (Math.floor(ms / stepMs) * stepMs) / 1000;
  return { start: align(range.from.valueOf()), end: align(range.to.valueOf()) };
}
