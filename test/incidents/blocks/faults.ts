import { PROMETHEUS, SIDECAR, type MetricDefinition } from '../../../src/vocabulary';
import { SCRAPE_SECONDS, UNSCRAPED, type Labels, type SourceSeries, type Value } from '../series/source';
import { toSeconds, type Time } from '../time';

/** Something that goes wrong, or just happens, between a source and what is stored of it. */
export type Fault = (series: readonly SourceSeries[]) => SourceSeries[];

/** A time since the start of the incident; a number is seconds. */
type Moment = Time | number;

const SIDECARS: readonly MetricDefinition[] = Object.values(SIDECAR);
const COUNTERS = new Set(
  SIDECARS.flatMap(({ name, type }) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : type === 'counter' ? [name] : []
  )
);

function matches(labels: Labels, selector: Labels): boolean {
  return Object.entries(selector).every(([label, value]) => labels[label] === value);
}

function between(from: Moment, to: Moment): (seconds: number) => boolean {
  const [begin, end] = [toSeconds(from), toSeconds(to)];
  return (seconds) => seconds >= begin && seconds < end;
}

/** Applies faults, one after another. */
export function afflicted(series: readonly SourceSeries[], ...faults: readonly Fault[]): SourceSeries[] {
  return faults.reduce<SourceSeries[]>((all, fault) => fault(all), [...series]);
}

/** Prometheus restarts: nothing at all is scraped for a while, and nothing is marked stale. */
export function prometheusDown(from: Moment, to: Moment): Fault {
  const isDown = between(from, to);
  return (series) =>
    series.map(({ at, ...one }) => ({ ...one, at: (seconds) => (isDown(seconds) ? UNSCRAPED : at(seconds)) }));
}

/** Scrapes of the targets with these labels fail: their series end, and `up` is 0. */
export function scrapesFail(target: Labels, from: Moment, to: Moment): Fault {
  const fails = between(from, to);
  return (series) =>
    series.map((one) => {
      if (!matches(one.labels, target)) {
        return one;
      }
      const failed = (value: Value) => (value === undefined || one.name !== PROMETHEUS.up.name ? undefined : 0);
      return { ...one, at: (seconds) => (fails(seconds) ? failed(one.at(seconds)) : one.at(seconds)) };
    });
}

/** A scraped process is replaced: its series end, and go on after a pause under other labels of the scrape. */
export function replaced(target: Labels, by: Labels, from: Moment, to: Moment): Fault {
  const [ends, begins] = [toSeconds(from), toSeconds(to)];
  return (series) =>
    series.flatMap((one) => {
      if (!matches(one.labels, target)) {
        return [one];
      }
      const before = (seconds: number) => (seconds < ends ? one.at(seconds) : undefined);
      const after = (seconds: number) => (seconds < begins ? undefined : one.at(seconds));
      return [
        { ...one, at: before },
        { ...one, labels: { ...one.labels, ...by }, at: after },
      ];
    });
}

/** The exporter of the first pod that runs is restarted in its pod: its counters begin anew, and one scrape fails. */
export function exporterRestarts(moment: Moment): Fault {
  const at = toSeconds(moment);
  return (series) => {
    const pod = series.find((one) => one.name === SIDECAR.buildInfo.name && typeof one.at(at) === 'number');
    const target = pod && { job: pod.labels.job, instance: pod.labels.instance };
    const restarted = series.map((one) => {
      if (!target || !matches(one.labels, target)) {
        return one;
      }
      const counted = COUNTERS.has(one.name) ? one.at(at) : 0;
      const before = typeof counted === 'number' ? counted : 0;
      const after = (seconds: number) => {
        const value = one.name === SIDECAR.processStartTime.name ? at : one.at(seconds);
        return typeof value === 'number' ? Math.max(0, value - before) : value;
      };
      return { ...one, at: (seconds: number) => (seconds < at ? one.at(seconds) : after(seconds)) };
    });
    return target ? scrapesFail(target, at, at + SCRAPE_SECONDS)(restarted) : restarted;
  };
}

/** Two Prometheus replicas write into one store that does not deduplicate: every series is there twice. */
export function twoReplicas(series: readonly SourceSeries[]): SourceSeries[] {
  return ['a', 'b'].flatMap((replica) =>
    series.map((one) => ({ ...one, labels: { ...one.labels, prometheus_replica: replica } }))
  );
}
