import { BUCKETS } from '../../../src/exporter/metrics';
import { PROMETHEUS, SIDECAR, type MetricDefinition } from '../../../src/vocabulary';
import type { Labels } from '../../../demo/history/store/series';
import { isTroubled, startOf, type FleetSeries, type Member } from './fleetSeries';
import { combinations } from './labelSets';

/** Every so many workloads with a sidecar one that elects a leader. */
const ELECTED_EVERY = 10;
const ELECTION: readonly MetricDefinition[] = [
  SIDECAR.backendRole,
  SIDECAR.leaseTransitions,
  SIDECAR.leaseRenewTimestamp,
  SIDECAR.leaderLostTimestamp,
  SIDECAR.failovers,
  SIDECAR.failoverDuration,
  SIDECAR.failoverTimestamp,
];

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
const OBJECTIVES: Readonly<Partial<Record<string, number>>> = {
  latency_p95_seconds: 1000,
  qps_per_replica: 2,
  budget_usd_per_day: 1000,
  budget_usd_per_month: 30_000,
};

function gaugeValue({ name, unit }: MetricDefinition, labels: Labels, pod: number, startedAt: number): number {
  switch (name) {
    case SIDECAR.target.name:
      return OBJECTIVES[labels.objective ?? ''] ?? 1;
    case SIDECAR.shutdownGraceUsed.name:
      return 0.3;
    case SIDECAR.backendState.name:
      return labels.state === 'ready' ? 1 : 0;
    case SIDECAR.backendRole.name:
      return (labels.role === 'leader') === (pod === 0) ? 1 : 0;
    default:
      return unit === 'timestamp_seconds' ? startedAt : 1;
  }
}

/**
 * What Prometheus scrapes from the sidecars of a workload: of the metrics named, every label set. `now` is the time in
 * seconds since the epoch from which ages are counted.
 */
export function* sidecarSeries(member: Member, names: ReadonlySet<string>, now: number): Generator<FleetSeries> {
  const { cluster, namespace, workload, pods, nth } = member;
  const definitions: readonly MetricDefinition[] = [PROMETHEUS.up, ...Object.values(SIDECAR)];
  const wanted = definitions.filter(
    (definition) =>
      [definition.name, `${definition.name}_bucket`].some((name) => names.has(name)) &&
      (nth % ELECTED_EVERY === 0 || !ELECTION.includes(definition))
  );
  for (const [pod, instance] of pods.entries()) {
    const identity = { cluster, namespace, workload, instance, job: 'elastiscope' };
    const startedAt = startOf(member, pod, now);
    for (const definition of wanted) {
      for (const labels of combinations(definition.name, definition.labels)) {
        const all = { ...identity, ...labels };
        const speed = speedOf(`${instance}${definition.name}${Object.values(labels).join()}`);
        const isQuiet = !isTroubled(member) && (FAULTS.includes(definition) || labels.status_code === '500');
        const perCount = isQuiet ? 0 : definition.unit === 'usd' ? USD_PER_COUNT : 1;
        const counted = (seconds: number) => perCount * Math.floor(speed * (seconds - startedAt));
        if (definition.type === 'histogram') {
          const bounds = [...(BUCKETS[definition.name] ?? []), Infinity];
          for (const [nthBound, bound] of bounds.entries()) {
            const share = (nthBound + 1) / bounds.length;
            yield {
              labels: {
                ...all,
                __name__: `${definition.name}_bucket`,
                le: bound === Infinity ? '+Inf' : String(bound),
              },
              valueAt: (seconds) => Math.floor(share * counted(seconds)),
            };
          }
        } else {
          const isCounter = definition.type === 'counter';
          const value = gaugeValue(definition, labels, pod, startedAt);
          yield { labels: { ...all, __name__: definition.name }, valueAt: isCounter ? counted : () => value };
        }
      }
    }
  }
}
