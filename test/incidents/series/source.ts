export type Labels = Readonly<Record<string, string>>;

/** How often everything is scraped. */
export const SCRAPE_SECONDS = 15;

/** Nobody scraped, as while Prometheus is down: unlike a series that ended, it gets no stale marker. */
export const UNSCRAPED = Symbol('unscraped');

/** What a scrape finds; `undefined` where the series is not exposed. */
export type Value = number | undefined | typeof UNSCRAPED;

/** One series as a source exposes it, over the seconds since the incident's first scrape. */
export interface SourceSeries {
  readonly name: string;
  readonly labels: Labels;
  readonly at: (seconds: number) => Value;
}
