import { lifecycleAfter, type LifecycleState } from '../../../demo/model/sidecar/lifecycle';
import type { ProcessState } from '../../../demo/model/sidecar/process';
import type { RoleState } from '../../../demo/model/sidecar/role';
import { sidecarScrape, upSeries } from '../../../demo/model/sidecar/scrape';
import { sidecarSeries, type SidecarState } from '../../../demo/model/sidecar/sidecar';
import { durationSeries, type TrafficState } from '../../../demo/model/sidecar/traffic';
import { overTime, type TimedSeries } from '../../../demo/model/series';
import { observe, startingAt } from '../../../src/exporter/lifecycle/startup';
import type { LabelsOf } from '../../../src/exporter/metrics';
import { SIDECAR, type BackendState, type MetricDefinition, type Objective } from '../../../src/vocabulary';
import type { System } from '../incident';
import type { SourceSeries } from '../series/source';
import { counting, observing, product, valueAt, type Timeline } from '../series/timeline';
import { identityOf, scenarioOf } from '../systems';

const ROUTE = '/api';

/** What a story says of a sidecar beside the usual. */
export interface Details {
  readonly process?: Partial<ProcessState>;
  readonly lifecycle?: Partial<LifecycleState>;
  readonly traffic?: Partial<TrafficState>;
  readonly role?: Partial<RoleState>;
}

export interface SidecarStory {
  /** `answers`, or `silent` while its scrapes fail; nothing while there is no such target. */
  readonly scrape?: Timeline<'answers' | 'silent'>;
  /** When its process started, in seconds since the incident's start. */
  readonly startedAtSeconds?: number;
  /** The start of its backend, where it was seen: when it began, and how long it took. */
  readonly start?: { readonly atSeconds: number; readonly tookSeconds: number };
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
  /** Hash of the sidecar's configuration. */
  readonly config?: string;
  /** Release of the backend. */
  readonly release?: string;
  readonly details?: (seconds: number) => Details;
  /** Further series, of `counted` and others. */
  readonly more?: readonly TimedSeries[];
}

/** A counter of a sidecar that grows by this much a second. */
export function counted<D extends MetricDefinition>(
  metric: D,
  labels: LabelsOf<D>,
  perSecond: Timeline<number>
): TimedSeries {
  return { name: metric.name, labels, at: counting(perSecond) };
}

/** A gauge of a sidecar over time. */
export function held<D extends MetricDefinition>(metric: D, labels: LabelsOf<D>, value: Timeline<number>): TimedSeries {
  return { name: metric.name, labels, at: (seconds) => valueAt(value, seconds) };
}

/** What is known of a start at a moment: it takes connections at once, and then loads. */
function startOf({ atSeconds, tookSeconds }: NonNullable<SidecarStory['start']>, now: number): LifecycleState {
  const accepting = observe(startingAt(atSeconds), 'accepted', atSeconds);
  const readyAt = atSeconds + tookSeconds;
  return lifecycleAfter({ cut: 0 }, now < readyAt ? accepting : observe(accepting, 'ready', readyAt), false);
}

function traffic({ requestsPerSecond = 0, failing = 0, seconds = 0.8 }: SidecarStory): TimedSeries[] {
  const answered = (status_code: string, share: Timeline<number>) =>
    counted(SIDECAR.httpRequests, { method: 'POST', route: ROUTE, status_code }, product(requestsPerSecond, share));
  return [
    answered('200', (at) => 1 - (valueAt(failing, at) ?? 0)),
    answered('500', failing),
    ...overTime(durationSeries(ROUTE), {}, observing(requestsPerSecond, seconds)),
  ];
}

/** What a sidecar shows in the usual case, and what the story says instead. */
function stateOf(story: SidecarStory): (seconds: number) => SidecarState {
  const { start, startedAtSeconds = start?.atSeconds ?? 0, role, requestsPerSecond = 0, seconds = 0.8 } = story;
  const { state = 'ready', details } = story;
  const lifecycleAt = (now: number): LifecycleState =>
    start === undefined ? { state: valueAt(state, now), cut: 0 } : startOf(start, now);
  const inFlight = story.inFlight ?? product(requestsPerSecond, seconds);
  return (now) => {
    const more = details?.(now) ?? {};
    const held = role === undefined ? undefined : valueAt(role, now);
    return {
      process: { startedAt: startedAtSeconds, now, ...more.process },
      lifecycle: { ...lifecycleAt(now), ...more.lifecycle },
      traffic: { inFlight: valueAt(inFlight, now), delayed: 0, delaySeconds: 0, ...more.traffic },
      role: held && { role: held, transitions: 0, takeovers: {}, ...more.role },
    };
  };
}

/**
 * The sidecar of one replica: requests, durations and errors that add up, its state and role, the system's objectives.
 * While it is silent or gone nothing of it is scraped; its counters go on meanwhile.
 */
export function sidecar(system: System, instance: string, story: SidecarStory = {}): SourceSeries[] {
  const { scrape = 'answers', config = '0123456789ab', release, role, more = [] } = story;
  const labels = sidecarScrape(identityOf(system), instance);
  const targets = { ...scenarioOf(system).targets, ...story.targets };
  const plan = { targets, configHash: config, release, hasRole: role !== undefined };
  const answers = (seconds: number) => {
    const said = valueAt(scrape, seconds);
    return said === undefined ? undefined : said === 'answers';
  };
  const series = [...overTime(sidecarSeries(plan), labels, stateOf(story)), ...traffic(story), ...more];
  return [
    ...overTime([upSeries], labels, answers),
    ...series.map((one) => ({
      name: one.name,
      labels: { ...labels, ...one.labels },
      at: (seconds: number) => (answers(seconds) === true ? one.at(seconds) : undefined),
    })),
  ];
}
