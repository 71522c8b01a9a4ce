import { answeredForReal, observe, startingAt, type BackendStatus } from '../../../src/exporter/lifecycle/startup';
import type { Lease } from '../../../src/exporter/role/lease';
import { LeadershipTracker } from '../../../src/exporter/role/leadership';
import type { Pod } from '../../fleet/replicas/plan';
import { drawSeconds, startupSeconds } from '../../fleet/scenarios/durations';
import { seeded, type Random } from '../../fleet/scenarios/random';
import type { Scenario } from '../../fleet/scenarios/types';
import { answerSeconds, type Question } from '../../fleet/scenarios/usage';
import type { Exchange, Route, Routes } from './exchange';
import type { Completion } from './provider';
import { Sidecar } from './sidecar';
import type { Totals } from './totals';

/** How soon a sidecar sees that its backend refuses connections. */
const NOTICE_SECONDS = 0.15;
/** What a request costs that the sidecar answers by itself, or the backend at once. */
const INSTANT_SECONDS = 0.004;
/** Shortest drain, what a drain keeps back from the grace period, and the wait for the last scrape, as in the fleet. */
const DRAIN_MIN_SECONDS = 5;
const DRAIN_RESERVE_SECONDS = 3;
const LAST_SCRAPE_SECONDS = 5;
/** Pause after a 429, as the provider's `retry-after` says. */
const RETRY_AFTER_SECONDS = 1;

/** What a pod is made from. */
export interface PodPlan {
  readonly name: string;
  readonly revision: number;
  readonly scenario: Scenario;
  readonly routes: Routes;
  readonly seed: string;
  /** Seconds since the epoch. */
  readonly startedAt: number;
  readonly totals: Totals;
  /** Told when a request was answered with success. */
  readonly onSuccess: (atSeconds: number) => void;
}

/** A pod of the simulated fleet: a backend with a few slots, and what its sidecar sees. Times: seconds since the epoch. */
export class SimulatedPod implements Pod {
  readonly name: string;
  readonly revision: number;
  readonly startedAt: number;
  readonly sidecar: Sidecar;
  /** As the readiness probe last saw it. */
  isReady = false;
  private status: BackendStatus;
  private readonly slots: number[];
  private readonly work: Random;
  private readonly tracker: LeadershipTracker;
  private open: Exchange[] = [];
  private starts = 0;
  private advancedTo: number;
  private acceptsAt = 0;
  private loadedAt = 0;
  /** When the backend ends after SIGTERM, while it still answers what it took. */
  private exitsAt: number | undefined;
  private processStartsAt = 0;
  private drain: { readonly begunAt: number; readonly endsAt: number } | undefined;

  constructor(private readonly plan: PodPlan) {
    const { name, revision, scenario, seed, startedAt, totals } = plan;
    this.name = name;
    this.revision = revision;
    this.startedAt = startedAt;
    this.advancedTo = startedAt;
    this.sidecar = new Sidecar(name, scenario, startedAt, totals);
    this.status = startingAt(startedAt);
    this.slots = Array.from({ length: scenario.service.concurrency }, () => 0);
    this.work = seeded(seed, name, 'work');
    this.tracker = new LeadershipTracker(name);
    this.start(startedAt);
    totals.pods++;
  }

  get isStopping(): boolean {
    return this.drain !== undefined;
  }

  /** When the process of the backend was last started; `undefined` while it waits for that. */
  get containerStartedAt(): number | undefined {
    return this.processStartsAt <= this.advancedTo ? this.processStartsAt : undefined;
  }

  /** When Kubernetes would kill the pod, once it was told to stop. */
  get goneBy(): number | undefined {
    return this.drain && this.drain.begunAt + this.plan.scenario.gracePeriodSeconds;
  }

  get readySince(): number | undefined {
    return this.isReady ? this.status.readyAt : undefined;
  }

  /** Restarts of the backend in this pod. */
  get restarts(): number {
    return this.starts - 1;
  }

  /** When the backend ended, or will end, once the pod was told to stop. */
  get endsAt(): number | undefined {
    return this.drain?.endsAt;
  }

  /** When the pod is gone, once it was told to stop. */
  get goneAt(): number | undefined {
    return this.drain && this.drain.endsAt + LAST_SCRAPE_SECONDS;
  }

  /** Since when the backend takes connections; `undefined` while it does not. */
  get acceptsSince(): number | undefined {
    const { state, acceptedAt } = this.status;
    return state === 'stopped' || this.exitsAt !== undefined ? undefined : acceptedAt;
  }

  get openCount(): number {
    return this.open.length;
  }

  advance(now: number): void {
    this.advancedTo = now;
    this.settle(now);
    if (this.exitsAt !== undefined && this.exitsAt <= now) {
      this.lose(this.exitsAt);
    }
    if (this.drain && this.drain.endsAt <= now && this.status.state !== 'stopped') {
      this.finishDrain(this.drain);
    }
    if (!this.isStopping) {
      this.see('accepted', this.acceptsAt, now);
      this.see('ready', this.loadedAt, now);
    }
    this.isReady = this.status.state === 'ready' && !this.isStopping;
    this.sidecar.publish(this.status, this.isStopping);
  }

  /** The sidecar answers a question while the backend refuses connections. */
  refuse(question: Question): void {
    this.sidecar.answered(this.plan.routes.join ?? this.routeOf(question), 502, INSTANT_SECONDS);
  }

  /** Takes a question that arrived at the front at `arrivedAt`. */
  take(question: Question, completion: Completion, arrivedAt: number, now: number): void {
    const { join } = this.plan.routes;
    const waited = Math.max(0, (this.status.readyAt ?? 0) - arrivedAt);
    const inFrontSeconds = waited > 0 ? now - arrivedAt : 0;
    if (waited > 0) {
      this.sidecar.waitedForStart(waited);
    }
    if (join) {
      this.sidecar.answered(join, 200, INSTANT_SECONDS + inFrontSeconds);
      this.plan.onSuccess(now);
    }
    this.open.push(this.schedule(question, completion, inFrontSeconds, now));
  }

  /** Counts what was answered until `now`. */
  settle(now: number): void {
    if (!this.open.some(({ endsAt }) => endsAt <= now)) {
      return;
    }
    const answered = this.open.filter(({ endsAt }) => endsAt <= now);
    this.open = this.open.filter(({ endsAt }) => endsAt > now);
    for (const exchange of answered) {
      const { question, takenAt, endsAt, inFrontSeconds } = exchange;
      const seconds = endsAt - takenAt + inFrontSeconds;
      this.sidecar.answered(this.routeOf(question), 200, seconds);
      if (this.plan.routes.question !== undefined) {
        this.sidecar.took(this.plan.routes.question, seconds);
      }
      this.sidecar.llm.answered(exchange);
      this.status = answeredForReal(this.status, takenAt, endsAt);
      this.plan.onSuccess(endsAt);
    }
  }

  /** The backend is killed. */
  crash(now: number): void {
    this.settle(now);
    this.breakOff(now);
    this.lose(now);
    this.sidecar.publish(this.status, this.isStopping);
  }

  /** The backend is asked to end (SIGTERM) and answers what it took. */
  leave(now: number): void {
    this.settle(now);
    this.exitsAt = Math.max(now, ...this.open.map(({ endsAt }) => endsAt));
  }

  /** The pod is terminated: drained first, then ended. */
  stop(now: number): void {
    const longest = this.plan.scenario.gracePeriodSeconds - DRAIN_RESERVE_SECONDS;
    const lastAnswer = Math.max(now, ...this.open.map(({ endsAt }) => endsAt));
    this.drain = {
      begunAt: now,
      endsAt: Math.min(now + longest, Math.max(now + DRAIN_MIN_SECONDS, lastAnswer)),
    };
    this.isReady = false;
    this.sidecar.publish(this.status, true);
  }

  /** Shows the sidecar the lease, as it reads it every second. */
  seeLease(lease: Lease | undefined, now: number): void {
    const { role } = this.sidecar;
    if (!role) {
      return;
    }
    if (lease) {
      role.renewedAt = lease.renewedAt;
      role.transitions += Number(this.tracker.see(lease, now));
    }
    const { state, since } = this.status;
    const view = { alive: state === 'ready' || state === 'unready', ready: state === 'ready', readySince: since };
    const { lostAt, failover } = this.tracker.update(view, now);
    role.role = this.tracker.leadership.role;
    role.lostAt = lostAt ?? role.lostAt;
    if (failover) {
      const { cause } = failover;
      role.failover = failover;
      role.takeovers = { ...role.takeovers, [cause]: (role.takeovers[cause] ?? 0) + 1 };
      this.plan.totals.failovers++;
    }
  }

  scrape(now: number): void {
    this.settle(now);
    this.sidecar.scrape(now, this.open);
  }

  private routeOf({ flow }: Question): Route {
    const route = this.plan.routes.answer.get(flow.name);
    if (!route) {
      throw new Error(`${this.plan.scenario.name} has no flow ${flow.name}`);
    }
    return route;
  }

  private start(processStartsAt: number): void {
    const { scenario, seed, name } = this.plan;
    const { boot, load } = startupSeconds(scenario, seed, name, this.starts++);
    this.processStartsAt = processStartsAt;
    this.acceptsAt = processStartsAt + boot;
    this.loadedAt = this.acceptsAt + load;
  }

  private see(observation: 'accepted' | 'ready', at: number, now: number): void {
    if (at <= now && this.status.state !== 'ready') {
      this.status = observe(this.status, observation, at);
    }
  }

  private schedule(question: Question, completion: Completion, inFrontSeconds: number, now: number): Exchange {
    const { service } = this.plan.scenario;
    const slot = this.slots.indexOf(Math.min(...this.slots));
    const modelAskedAt = Math.max(now, this.slots[slot] ?? now) + drawSeconds(service.work, this.work);
    const retry = completion.wasRefused ? RETRY_AFTER_SECONDS : 0;
    const endsAt = modelAskedAt + retry + answerSeconds(question.flow.model, completion.completionTokens);
    this.slots[slot] = endsAt;
    return { question, completion, takenAt: now, inFrontSeconds, modelAskedAt, endsAt };
  }

  private breakOff(now: number): void {
    for (const exchange of this.open) {
      const { question, takenAt, modelAskedAt } = exchange;
      const route = this.routeOf(question);
      if (question.flow.streamed) {
        this.sidecar.brokenOff(route, now - takenAt);
      } else {
        this.sidecar.answered(route, 502, now - takenAt);
      }
      if (modelAskedAt <= now) {
        this.sidecar.llm.brokenOff(exchange);
      }
    }
    this.open = [];
    this.slots.fill(0);
  }

  private lose(at: number): void {
    this.exitsAt = undefined;
    this.status = observe(this.status, 'refused', at + NOTICE_SECONDS);
    this.start(at + this.plan.scenario.startup.restartDelaySeconds);
  }

  private finishDrain({ begunAt, endsAt }: { begunAt: number; endsAt: number }): void {
    this.open.forEach(() => this.sidecar.cutByShutdown());
    this.breakOff(endsAt);
    this.sidecar.drained(endsAt - begunAt, this.plan.scenario.gracePeriodSeconds);
    this.status = { ...this.status, state: 'stopped', since: endsAt };
  }
}
