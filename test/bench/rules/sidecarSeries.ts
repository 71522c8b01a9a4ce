import { histogramSeries } from '../../../demo/model/sidecar/histogram';
import { sidecarScrape, upSeries } from '../../../demo/model/sidecar/scrape';
import { sidecarSeries as modelOf, type SidecarState } from '../../../demo/model/sidecar/sidecar';
import { overTime, type TimedSeries } from '../../../demo/model/series';
import { BUCKETS } from '../../../src/exporter/metrics';
import { SIDECAR, type MetricDefinition, type Objective } from '../../../src/vocabulary';
import { exposedNow, isElected, isTroubled, startOf, type FleetSeries, type Member } from './fleetSeries';
import { combinations } from './labelSets';

const DEFINITIONS: readonly MetricDefinition[] = Object.values(SIDECAR);

/** What counts only where something is wrong. */
const FAULTS: readonly MetricDefinition[] = [
  SIDECAR.httpRequestsAborted,
  SIDECAR.httpSemanticErrors,
  SIDECAR.httpRequestsDelayedByColdStart,
  SIDECAR.httpColdStartWait,
  SIDECAR.shutdownRequestsCut,
  SIDECAR.llmErrors,
  SIDECAR.llmUsageMissing,
  SIDECAR.llmUnpricedTokens,
  SIDECAR.captureErrors,
  SIDECAR.labelOverflow,
  SIDECAR.failovers,
];

/** Dollars cost far less than tokens are many. */
const USD_PER_COUNT = 1e-4;

/** Of each series a speed of its own, from 0.01 to 1 a second, so that they do not move in step. */
function speedOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    hash = (hash * 31 + text.charCodeAt(i)) % 100;
  }
  return (hash + 1) / 100;
}

/** Targets that a workload which is well keeps: it has some 7 requests a second, and spends some 100 dollars a day. */
const TARGETS: Readonly<Partial<Record<Objective, number>>> = {
  latency_p95_seconds: 1000,
  qps_per_replica: 2,
  budget_usd_per_day: 1000,
  budget_usd_per_month: 30_000,
};

/** A replica that is well, drained once and, where a leader is elected, took over once. */
function stateOf(member: Member, pod: number, startedAt: number, now: number): SidecarState {
  const start = { boot: 1, load: 1, total: 2 };
  const failover = { phases: { detect: 1, elect: 1, take_over: 1, total: 3 }, completedAt: startedAt };
  return {
    process: { startedAt, now },
    lifecycle: {
      state: 'ready',
      startedAt,
      readyAt: startedAt,
      phases: start,
      milestones: { process_seen: startedAt },
      modelLoadSeconds: start.load,
      drain: { seconds: 9, graceSeconds: 30 },
      cut: 0,
    },
    traffic: { inFlight: 1, delayed: 0, delaySeconds: 0 },
    role: isElected(member)
      ? {
          role: pod === 0 ? 'leader' : 'standby',
          transitions: 0,
          renewedAt: startedAt,
          lostAt: startedAt,
          takeovers: {},
          failover,
        }
      : undefined,
  };
}

/** A counter of a pod, which counts faults only where not all is well. */
type CounterOf = (definition: MetricDefinition, labels: TimedSeries['labels']) => (seconds: number) => number;

function countersOf(member: Member, instance: string, startedAt: number): CounterOf {
  return (definition, labels) => {
    const speed = speedOf(`${instance}${definition.name}${Object.values(labels).join()}`);
    const isQuiet = !isTroubled(member) && (FAULTS.includes(definition) || labels.status_code === '500');
    const perCount = isQuiet ? 0 : definition.unit === 'usd' ? USD_PER_COUNT : 1;
    return (seconds) => perCount * Math.floor(speed * (seconds - startedAt));
  };
}

/** A metric that traffic tells apart by labels, with every label set that an ordinary backend has. */
function everyLabelSet(definition: MetricDefinition, counterOf: CounterOf): TimedSeries[] {
  return combinations(definition.name, definition.labels).flatMap((labels) => {
    if (definition.type === 'histogram') {
      const bounds = [...(BUCKETS[definition.name] ?? []), Infinity];
      const count = counterOf(definition, labels);
      return overTime(histogramSeries(definition, labels), {}, (seconds) => ({
        within: (bound) => Math.floor(((bounds.indexOf(bound) + 1) / bounds.length) * count(seconds)),
        sum: count(seconds),
      }));
    }
    return [{ name: definition.name, labels, at: () => 1 }];
  });
}

/**
 * What Prometheus scrapes from the sidecars of a workload: of the metrics named, every label set. `now` is the time in
 * seconds since the epoch from which ages are counted.
 */
export function sidecarSeries(member: Member, names: ReadonlySet<string>, now: number): FleetSeries[] {
  const plan = { targets: TARGETS, configHash: '0123456789ab', release: '7d9c5b6f48', hasRole: isElected(member) };
  const known = new Set(modelOf({ ...plan, hasRole: true }).map(({ name }) => name));
  const byTraffic = DEFINITIONS.filter(({ name }) => !known.has(name));
  const counters = new Map(DEFINITIONS.filter(({ type }) => type === 'counter').map((one) => [one.name, one]));
  return member.pods.flatMap((instance, pod) => {
    const scrape = sidecarScrape(member, instance);
    const startedAt = startOf(member, pod, now);
    const counterOf = countersOf(member, instance, startedAt);
    const series = [
      ...overTime([upSeries], {}, () => true),
      ...overTime(modelOf(plan), {}, (seconds) => stateOf(member, pod, startedAt, seconds)),
      ...byTraffic.flatMap((definition) => everyLabelSet(definition, counterOf)),
    ].filter(({ name }) => names.has(name));
    return exposedNow(
      now,
      series.map(({ name, labels, at }) => {
        const counter = counters.get(name);
        return { name, labels: { ...scrape, ...labels }, at: counter ? counterOf(counter, labels) : at };
      })
    );
  });
}
