import type { BackendStatus } from '../../../src/exporter/lifecycle/startup';
import { BUCKETS } from '../../../src/exporter/metrics';
import { SIDECAR } from '../../../src/vocabulary';
import { hash } from '../../fleet/scenarios/random';
import type { Scenario } from '../../fleet/scenarios/types';
import { lifecycleAfter, type LifecycleState } from '../../model/sidecar/lifecycle';
import type { ProcessState } from '../../model/sidecar/process';
import type { RoleState } from '../../model/sidecar/role';
import { sidecarScrape, upSeries } from '../../model/sidecar/scrape';
import { sidecarSeries, type SidecarState } from '../../model/sidecar/sidecar';
import { durationSeries, type TrafficState } from '../../model/sidecar/traffic';
import type { Series } from '../store/series';
import type { Exchange, Route } from './exchange';
import { LlmCounters } from './llmCounters';
import { Observations } from './observations';
import { CellsByLabels, Target } from './target';
import type { Totals } from './totals';

type Mutable<State> = { -readonly [Key in keyof State]: State[Key] };

/**
 * What the sidecar of one pod exposes: the series that rules read, and the milestones of a start. Left out are others
 * that no rule reads (histograms of the provider's times, the sidecar's own CPU and memory).
 */
export class Sidecar {
  /** Only where a leader is elected. */
  readonly role: Mutable<RoleState> | undefined;
  readonly llm: LlmCounters;
  private readonly target: Target;
  private readonly requests: CellsByLabels;
  private readonly durations = new Map<string, Observations>();
  private readonly aborted = { client: 0, backend: 0, shutdown: 0 };
  private readonly traffic: Mutable<TrafficState> = { delayed: 0, delaySeconds: 0, aborted: this.aborted };
  private readonly process: Mutable<ProcessState>;
  private lifecycle: LifecycleState = { cut: 0 };

  constructor(
    instance: string,
    { name, identity, targets, front, profile }: Scenario,
    startedAtSeconds: number,
    private readonly totals: Totals
  ) {
    const target = new Target(sidecarScrape(identity, instance));
    const hasRole = front.kind === 'leader';
    this.target = target;
    this.process = { startedAt: startedAtSeconds, now: startedAtSeconds };
    this.role = hasRole ? { role: 'standby', transitions: 0, takeovers: {} } : undefined;
    target.expose([upSeries], () => true);
    target.expose(
      sidecarSeries({ targets, configHash: hash(name).toString(16).padStart(12, '0'), hasRole }),
      (): SidecarState => ({ process: this.process, lifecycle: this.lifecycle, traffic: this.traffic, role: this.role })
    );
    this.requests = new CellsByLabels(target, SIDECAR.httpRequests);
    this.llm = new LlmCounters(target, profile === 'langflow', totals);
  }

  get series(): Series[] {
    return this.target.series;
  }

  answered({ method, route, timedAs }: Route, status: number, seconds: number): void {
    this.requests.of(method, route, String(status)).add(1);
    if (timedAs !== undefined) {
      this.took(timedAs, seconds);
    }
    this.totals.requests++;
    this.totals.failed += status >= 500 ? 1 : 0;
  }

  took(route: string, seconds: number): void {
    this.durationsOf(route).observe(seconds);
  }

  waitedForStart(seconds: number): void {
    this.traffic.delayed++;
    this.traffic.delaySeconds += seconds;
    this.totals.delayed++;
  }

  /** An answer that the backend broke off after its head was sent. */
  brokenOff(route: Route, seconds: number): void {
    this.answered(route, 200, seconds);
    this.aborted.backend++;
    this.totals.failed++;
  }

  cutByShutdown(): void {
    this.lifecycle = { ...this.lifecycle, cut: this.lifecycle.cut + 1 };
  }

  drained(seconds: number, graceSeconds: number): void {
    this.lifecycle = { ...this.lifecycle, drain: { seconds, graceSeconds } };
  }

  /** The backend's status or the drain changed. */
  publish(status: BackendStatus, isDraining: boolean): void {
    this.lifecycle = lifecycleAfter(this.lifecycle, status, isDraining);
  }

  scrape(seconds: number, open: readonly Exchange[]): void {
    this.process.now = seconds;
    this.traffic.inFlight = open.length;
    this.llm.update(seconds);
    this.target.scrape(seconds);
  }

  end(seconds: number): void {
    this.target.end(seconds);
  }

  private durationsOf(route: string): Observations {
    const known = this.durations.get(route);
    if (known) {
      return known;
    }
    const durations = new Observations(BUCKETS[SIDECAR.httpRequestDuration.name] ?? []);
    this.target.expose(durationSeries(route), () => durations);
    this.durations.set(route, durations);
    return durations;
  }
}
