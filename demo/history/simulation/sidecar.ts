import { visibleState } from '../../../src/exporter/lifecycle/publish';
import { milestones, startupPhases, type BackendStatus } from '../../../src/exporter/lifecycle/startup';
import { BUCKETS } from '../../../src/exporter/metrics';
import { exporterVersion } from '../../../src/exporter/version';
import { BACKEND_STATES, MILESTONES, PROMETHEUS, SIDECAR, STARTUP_PHASES } from '../../../src/vocabulary';
import type { Scenario } from '../../fleet/scenarios/types';
import type { Series } from '../store/series';
import type { Exchange, Route } from './exchange';
import { LlmCounters } from './llmCounters';
import { RoleGauges } from './roleGauges';
import { CellsByLabels, Target, type Histogram } from './target';
import type { Totals } from './totals';

/** The job under which the demo scrapes its sidecars. */
const JOB = 'elastiscope';
const VERSION = exporterVersion();

/**
 * What the sidecar of one pod exposes: the series that rules read, and the milestones of a start. Left out are others
 * that no rule reads (histograms of the provider's times, the sidecar's own CPU and memory) and counts that stay zero.
 */
export class Sidecar {
  readonly role: RoleGauges | undefined;
  readonly llm: LlmCounters;
  private readonly target: Target;
  private readonly requests: CellsByLabels;
  private readonly durations = new Map<string, Histogram>();
  private readonly aborted: CellsByLabels;
  private readonly inFlight;
  private readonly delayed;
  private readonly delay;
  private readonly cut;
  private readonly states;
  private readonly startedAt;
  private readonly readyAt;
  private readonly startup;
  private readonly milestones;
  private readonly modelLoad;
  private readonly drain;
  private readonly graceUsed;

  constructor(
    instance: string,
    { identity, targets, front, profile }: Scenario,
    startedAtSeconds: number,
    private readonly totals: Totals
  ) {
    const target = new Target({ ...identity, job: JOB, instance });
    this.target = target;
    target.cell(PROMETHEUS.up).value = 1;
    target.cell(SIDECAR.buildInfo, { version: VERSION }).value = 1;
    target.cell(SIDECAR.processStartTime).value = startedAtSeconds;
    Object.entries(targets).forEach(([objective, value]) => {
      target.cell(SIDECAR.target, { objective }).value = value;
    });
    this.requests = new CellsByLabels(target, SIDECAR.httpRequests);
    this.aborted = new CellsByLabels(target, SIDECAR.httpRequestsAborted);
    this.inFlight = target.cell(SIDECAR.httpRequestsInFlight);
    this.delayed = target.cell(SIDECAR.httpRequestsDelayedByColdStart);
    this.delay = target.cell(SIDECAR.httpColdStartWait);
    this.cut = target.cell(SIDECAR.shutdownRequestsCut);
    this.states = BACKEND_STATES.map((state) => ({ state, cell: target.cell(SIDECAR.backendState, { state }) }));
    this.startedAt = target.cell(SIDECAR.backendStartTimestamp);
    this.readyAt = target.cell(SIDECAR.backendReadyTimestamp);
    this.startup = STARTUP_PHASES.map((phase) => ({ phase, cell: target.cell(SIDECAR.backendStartup, { phase }) }));
    this.milestones = MILESTONES.map((milestone) => ({
      milestone,
      cell: target.cell(SIDECAR.backendMilestone, { milestone }),
    }));
    this.modelLoad = target.cell(SIDECAR.modelLoadDuration);
    this.drain = target.cell(SIDECAR.shutdownDrain);
    this.graceUsed = target.cell(SIDECAR.shutdownGraceUsed);
    this.llm = new LlmCounters(target, profile === 'langflow', totals);
    this.role = front.kind === 'leader' ? new RoleGauges(target) : undefined;
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
    this.delayed.add(1);
    this.delay.add(seconds);
    this.totals.delayed++;
  }

  /** An answer that the backend broke off after its head was sent. */
  brokenOff(route: Route, seconds: number): void {
    this.answered(route, 200, seconds);
    this.aborted.of('backend').add(1);
    this.totals.failed++;
  }

  cutByShutdown(): void {
    this.cut.add(1);
  }

  drained(seconds: number, graceSeconds: number): void {
    this.drain.value = seconds;
    this.graceUsed.value = seconds / graceSeconds;
  }

  /** Publishes as the sidecar does (its publish.ts), when the backend's status or the drain changed. */
  publish(status: BackendStatus, isDraining: boolean): void {
    const visible = visibleState(status, isDraining);
    this.states.forEach(({ state, cell }) => (cell.value = state === visible ? 1 : 0));
    this.startedAt.value = status.startedAt;
    const reached = milestones(status);
    this.milestones.forEach(({ milestone, cell }) => (cell.value = reached[milestone]));
    const phases = startupPhases(status);
    if (phases) {
      this.readyAt.value = status.readyAt;
      this.modelLoad.value = phases.load;
      this.startup.forEach(({ phase, cell }) => (cell.value = phases[phase]));
    }
  }

  scrape(seconds: number, open: readonly Exchange[]): void {
    this.inFlight.value = open.length;
    this.llm.forgetExpired(seconds);
    this.target.scrape(seconds);
  }

  end(seconds: number): void {
    this.target.end(seconds);
  }

  private durationsOf(route: string): Histogram {
    const known = this.durations.get(route);
    if (known) {
      return known;
    }
    const bounds = BUCKETS[SIDECAR.httpRequestDuration.name] ?? [];
    const durations = this.target.histogram(SIDECAR.httpRequestDuration, { route }, bounds);
    this.durations.set(route, durations);
    return durations;
  }
}
