import type { TimedSeries } from '../../demo/model/series';
import { Series, STALE } from '../../demo/history/store/series';

/** What is scraped together. What was there at one scrape and is not at the next ends, as Prometheus has it. */
export class ScrapedTarget {
  private readonly series: ReadonlyArray<readonly [Series, TimedSeries['at']]>;
  private readonly present = new Set<Series>();

  constructor(all: readonly TimedSeries[]) {
    this.series = all.map(({ name, labels, at }) => [new Series({ __name__: name, ...labels }), at]);
  }

  /** The series that have a sample of this scrape. */
  scrape(seconds: number): Series[] {
    return this.series.flatMap(([series, at]) => {
      const value = at(seconds);
      if (value === undefined && !this.present.delete(series)) {
        return [];
      }
      if (value !== undefined) {
        this.present.add(series);
      }
      series.push(seconds, value ?? STALE);
      return [series];
    });
  }
}
