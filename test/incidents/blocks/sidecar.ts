import { BUCKETS } from '../../../src/exporter/metrics';
import { exporterVersion } from '../../../src/exporter/version';
import {
  BACKEND_STATES,
  PROMETHEUS,
  SIDECAR,
  type BackendState,
  type MetricDefinition,
  type Objective,
} from '../../../src/vocabulary';
import type { System } from '../incident';
import type { Labels, SourceSeries } from '../series/source';
import { counting, valueAt, type Timeline } from '../series/timeline';
import { identityOf, scenarioOf } from '../systems';

const ROUTE = '/api';

export interface SidecarStory {
  /** `answers`, or `silent` while its scrapes fail; nothing while there is no such target. */
  readonly scrape?: Timeline<'answers' | 'silent'>;
  /** When its process started, in seconds since the incident's start. */
  readonly startedAtSeconds?: Timeline<number>;
  readonly state?: Timeline<BackendState>;
  /** Only of a system with a leader. */
  readonly role?: Timeline<'leader' | 'standby'>;
  readonly requestsPerSecond?: Timeline<number>;
  /** Share of the requests that are answered with 500. */
  readonly failing?: Timeline<number>;
  /** How long each request takes. */
  readonly seconds?: Timeline<number>;
  readonly inFlight?: Timeline<number>;
  /** Objectives beside, or instead of, those of the system's scenario. */
  readonly targets?: Readonly<Partial<Record<Objective, number>>>;
  /** Further series: of `gauge` and `counter`. */
  readonly more?: readonly PodSeries[];
}

/** A series of a sidecar before it is known whose. */
export interface PodSeries {
  readonly metric: Pick<MetricDefinition, 'name'>;
  readonly labels: Labels;
  readonly at: (seconds: number) => number | undefined;
}

/** A gauge of a sidecar over time. */
export function gauge(metric: MetricDefinition, labels: Labels, value: Timeline<number>): PodSeries {
  return { metric, labels, at: (seconds) => valueAt(value, seconds) };
}

/** A counter of a sidecar that grows by this much a second. */
export function counter(metric: MetricDefinition, labels: Labels, perSecond: Timeline<number>): PodSeries {
  return { metric, labels, at: counting(perSecond) };
}

function product(a: Timeline<number>, b: Timeline<number>): (seconds: number) => number | undefined {
  return (seconds) => {
    const [left, right] = [valueAt(a, seconds), valueAt(b, seconds)];
    return left === undefined || right === undefined ? undefined : left * right;
  };
}

function oneOf<T extends string>(values: readonly T[], metric: MetricDefinition, label: string, current: Timeline<T>) {
  return values.map((value) =>
    gauge(metric, { [label]: value }, (seconds) => {
      const held = valueAt(current, seconds);
      return held === undefined ? undefined : Number(held === value);
    })
  );
}

function traffic(story: SidecarStory): PodSeries[] {
  const { requestsPerSecond = 0, failing = 0, seconds = 0.8 } = story;
  const answered = (status: string, share: Timeline<number>) =>
    counter(
      SIDECAR.httpRequests,
      { method: 'POST', route: ROUTE, status_code: status },
      product(requestsPerSecond, share)
    );
  const { name } = SIDECAR.httpRequestDuration;
  const bounds = [...(BUCKETS[name] ?? []), Infinity];
  const within = (bound: number) =>
    product(requestsPerSecond, (at) => Number((valueAt(seconds, at) ?? Infinity) <= bound));
  return [
    answered('200', (at) => 1 - (valueAt(failing, at) ?? 0)),
    answered('500', failing),
    ...bounds.map((bound) => ({
      metric: { name: `${name}_bucket` },
      labels: { route: ROUTE, le: bound === Infinity ? '+Inf' : String(bound) },
      at: counting(within(bound)),
    })),
    { metric: { name: `${name}_count` }, labels: { route: ROUTE }, at: counting(requestsPerSecond) },
    { metric: { name: `${name}_sum` }, labels: { route: ROUTE }, at: counting(product(requestsPerSecond, seconds)) },
    gauge(SIDECAR.httpRequestsInFlight, {}, story.inFlight ?? product(requestsPerSecond, seconds)),
  ];
}

function self(system: System, { startedAtSeconds = 0, targets = {} }: SidecarStory): PodSeries[] {
  const objectives = Object.entries({ ...scenarioOf(system).targets, ...targets });
  return [
    gauge(SIDECAR.buildInfo, { version: exporterVersion() }, 1),
    gauge(SIDECAR.processStartTime, {}, startedAtSeconds),
    ...objectives.map(([objective, value]) => gauge(SIDECAR.target, { objective }, value)),
  ];
}

/**
 * The sidecar of one replica: requests, durations and errors that add up, its state and role, the system's objectives.
 * While it is silent or gone nothing of it is scraped; its counters go on meanwhile.
 */
export function sidecar(system: System, instance: string, story: SidecarStory = {}): SourceSeries[] {
  const { scrape = 'answers', state = 'ready', role, more = [] } = story;
  const identity = { ...identityOf(system), job: 'elastiscope', instance };
  const series = [
    ...self(system, story),
    ...traffic(story),
    ...oneOf(BACKEND_STATES, SIDECAR.backendState, 'state', state),
    ...(role === undefined ? [] : oneOf(['leader', 'standby'] as const, SIDECAR.backendRole, 'role', role)),
    counter(SIDECAR.shutdownRequestsCut, {}, 0),
    ...more,
  ];
  const up: SourceSeries = {
    name: PROMETHEUS.up.name,
    labels: identity,
    at: (seconds) => {
      const said = valueAt(scrape, seconds);
      return said === undefined ? undefined : Number(said === 'answers');
    },
  };
  return [
    up,
    ...series.map(({ metric, labels, at }) => ({
      name: metric.name,
      labels: { ...identity, ...labels },
      at: (seconds: number) => (valueAt(scrape, seconds) === 'answers' ? at(seconds) : undefined),
    })),
  ];
}
