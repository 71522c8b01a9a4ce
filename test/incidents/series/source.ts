import type { TimedSeries } from '../../../demo/model/series';

export { SCRAPE_SECONDS } from '../../../demo/model/paces';
export type { Labels } from '../../../demo/model/series';

/** Nobody scraped, as while Prometheus is down: unlike a series that ended, it gets no stale marker. */
export const UNSCRAPED = Symbol('unscraped');

/** What a scrape finds; `undefined` where the series is not exposed. */
export type Value = number | undefined | typeof UNSCRAPED;

/** One series as a source exposes it, over the seconds since the incident's first scrape. */
export interface SourceSeries extends Omit<TimedSeries, 'at'> {
  readonly at: (seconds: number) => Value;
}
