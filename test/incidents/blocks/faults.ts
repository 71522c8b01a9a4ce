import { PROMETHEUS } from '../../../src/vocabulary';
import { UNSCRAPED, type Labels, type SourceSeries } from '../series/source';
import { toSeconds, type Time } from '../time';

type Fault = (series: readonly SourceSeries[]) => SourceSeries[];

const isWithin = (seconds: number, from: Time, to: Time) => seconds >= toSeconds(from) && seconds < toSeconds(to);

function matches(labels: Labels, selector: Labels): boolean {
  return Object.entries(selector).every(([label, value]) => labels[label] === value);
}

/** Prometheus restarts: nothing at all is scraped for a while, and nothing is marked stale. */
export function prometheusDown(from: Time, to: Time): Fault {
  return (series) =>
    series.map(({ at, ...one }) => ({
      ...one,
      at: (seconds) => (isWithin(seconds, from, to) ? UNSCRAPED : at(seconds)),
    }));
}

/** Scrapes of the targets with these labels fail: their series end, and `up` is 0. */
export function scrapesFail(target: Labels, from: Time, to: Time): Fault {
  return (series) =>
    series.map((one) => {
      if (!matches(one.labels, target)) {
        return one;
      }
      const failed = one.name === PROMETHEUS.up.name ? 0 : undefined;
      const whileFailing = (seconds: number) => (one.at(seconds) === undefined ? undefined : failed);
      return { ...one, at: (seconds) => (isWithin(seconds, from, to) ? whileFailing(seconds) : one.at(seconds)) };
    });
}

/** A scraped process is replaced: its series end, and go on after a pause under other labels of the scrape. */
export function replaced(target: Labels, by: Labels, from: Time, to: Time): Fault {
  return (series) =>
    series.flatMap((one) =>
      matches(one.labels, target)
        ? [
            { ...one, at: (seconds: number) => (seconds < toSeconds(from) ? one.at(seconds) : undefined) },
            {
              ...one,
              labels: { ...one.labels, ...by },
              at: (seconds: number) => (seconds < toSeconds(to) ? undefined : one.at(seconds)),
            },
          ]
        : [one]
    );
}

/** Two Prometheus replicas write into one store without deduplication: every series is there twice. */
export function twoReplicas(series: readonly SourceSeries[]): SourceSeries[] {
  return ['a', 'b'].flatMap((replica) =>
    series.map((one) => ({ ...one, labels: { ...one.labels, prometheus_replica: replica } }))
  );
}

/** All of these, one after another. */
export function afflicted(series: readonly SourceSeries[], ...faults: readonly Fault[]): SourceSeries[] {
  return faults.reduce<SourceSeries[]>((all, fault) => fault(all), [...series]);
}
