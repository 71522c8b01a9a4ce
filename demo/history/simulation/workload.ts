import { hpaOfScaledObject } from '../../../src/elasticity/autoscaler';
import {
  decider,
  statusAfter,
  undecided,
  type AutoscalerStatus,
  type Decide,
  type Decided,
} from '../../fleet/autoscaler/loop';
import type { KubeState } from '../../fleet/metrics/kubeState';
import { HPA_SYNC_SECONDS } from '../../model/paces';
import { seeded, type Random } from '../../fleet/scenarios/random';
import { scenarioLoad } from '../../fleet/scenarios/tide';
import { REQUESTS_PER_QUESTION, type Scaling, type Scenario } from '../../fleet/scenarios/types';
import { drawQuestion } from '../../fleet/scenarios/usage';
import { SimulatedChaos } from './chaos';
import { SimulatedDeployment } from './deployment';
import { Election } from './election';
import { SimulatedFront } from './front';
import { Meter } from './meter';
import type { SimulatedPod } from './pod';
import { SimulatedProvider } from './provider';
import { noTotals, type Totals } from './totals';

/** The autoscaler of a simulated workload: what it decided last, and when it looks again. */
class SimulatedAutoscaler {
  private readonly decide: Decide;
  private nextAt: number;
  private last: Decided;

  constructor(
    private readonly scaling: Exclude<Scaling, { kind: 'fixed' }>,
    replicas: number,
    now: number
  ) {
    this.decide = decider(scaling, replicas, now);
    this.nextAt = now;
    this.last = undecided(replicas);
  }

  get status(): AutoscalerStatus {
    const { kind, policy } = this.scaling;
    const { minReplicas, maxReplicas } = kind === 'hpa' ? policy : hpaOfScaledObject(policy);
    return { ...this.last, minReplicas, maxReplicas };
  }

  advance(now: number, deployment: SimulatedDeployment, load: () => number): void {
    if (now < this.nextAt) {
      return;
    }
    const decision = this.decide({
      nowSeconds: now,
      currentReplicas: deployment.desired,
      readyReplicas: deployment.ready.length,
      metrics: [load()],
    });
    this.last = statusAfter(decision, deployment.current.length);
    const { desiredReplicas } = decision;
    deployment.desired = desiredReplicas;
    const { scaling } = this;
    this.nextAt =
      now +
      (scaling.kind === 'keda' && desiredReplicas === 0 ? scaling.policy.pollingIntervalSeconds : HPA_SYNC_SECONDS);
  }
}

/** Questions per second of a scenario at a moment (seconds since the epoch). */
export type Load = (scenario: Scenario, seed: string, seconds: number) => number;

/** One workload of the fleet on simulated time (seconds since the epoch), moved on second by second. */
export class SimulatedWorkload implements KubeState {
  readonly totals: Totals = noTotals();
  readonly deployment: SimulatedDeployment;
  readonly autoscaler: SimulatedAutoscaler | undefined;
  private readonly answered = new Meter();
  private readonly arrived = new Meter();
  private readonly election: Election | undefined;
  private readonly front: SimulatedFront;
  private readonly chaos: SimulatedChaos;
  private readonly random: Random;
  private isAsked = false;
  private questions = 0;

  constructor(
    readonly scenario: Scenario,
    private readonly seed: string,
    startsAt: number,
    private readonly loadAt: Load = scenarioLoad
  ) {
    const { name, scaling, front } = scenario;
    this.random = seeded(seed, name, startsAt);
    this.deployment = new SimulatedDeployment(scenario, seed, startsAt, this.totals, (at) => this.answered.add(at));
    this.election = front.kind === 'leader' ? new Election(seeded(seed, name, 'election', startsAt)) : undefined;
    this.front = new SimulatedFront(
      scenario,
      this.deployment,
      new SimulatedProvider(scenario),
      () => this.election?.lease?.holder
    );
    this.chaos = new SimulatedChaos(scenario, this.deployment, this.election, seed);
    this.autoscaler =
      scaling.kind === 'fixed' ? undefined : new SimulatedAutoscaler(scaling, this.deployment.desired, startsAt);
  }

  /** Lets everything happen between two moments, a second apart. */
  advance(from: number, now: number): void {
    const { deployment } = this;
    // As a probe does once a second, nobody sees before the next moment who became ready within this one.
    deployment.advance(from);
    this.chaos.advance(from, now);
    this.elect(now);
    this.front.advance(from);
    this.isAsked ||= deployment.ready.length >= deployment.desired;
    if (this.isAsked) {
      this.askUntil(from, now);
    }
    this.autoscaler?.advance(now, deployment, () => this.load(now));
  }

  private elect(now: number): void {
    const { election } = this;
    if (!election) {
      return;
    }
    const { all } = this.deployment;
    // A leader that is drained leads on until its backend ends, and then gives the lease up.
    for (const { name, endsAt } of all) {
      if (endsAt !== undefined && endsAt <= now) {
        election.release(name, endsAt);
      }
    }
    const stands = ({ isStopping, name }: SimulatedPod) => !isStopping || name === election.lease?.holder;
    const standing = all.flatMap((pod) =>
      pod.acceptsSince !== undefined && stands(pod) ? [{ name: pod.name, sinceSeconds: pod.acceptsSince }] : []
    );
    election.advance(now, standing);
    all.forEach((pod) => pod.seeLease(election.lease, now));
  }

  /** Independent questions at the rate of the tide, as the load generator asks them. */
  private askUntil(from: number, to: number): void {
    const rate = this.loadAt(this.scenario, this.seed, to);
    if (rate <= 0) {
      return;
    }
    const wait = () => -Math.log(1 - this.random()) / rate;
    for (let at = from + wait(); at < to; at += wait()) {
      const question = drawQuestion(this.scenario, this.random);
      this.arrived.add(at);
      this.front.ask(question, `${this.scenario.name}-${this.questions++}`, at);
    }
  }

  /** The leader's backend is killed, or asked to leave; see SimulatedChaos. */
  loseLeader(at: number, gently: boolean): void {
    this.chaos.loseLeader(at, gently);
  }

  /** What the scenario's query would answer. */
  private load(now: number): number {
    this.deployment.all.forEach((pod) => pod.settle(now));
    return this.scenario.scaling.kind === 'keda' ? this.arrivals(now) : this.answered.rate1m(now);
  }

  /** HTTP requests that arrived; a client that joins a queue asks twice. */
  private arrivals(now: number): number {
    return this.arrived.rate1m(now) * REQUESTS_PER_QUESTION[this.scenario.profile];
  }
}
