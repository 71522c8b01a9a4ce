import { podName } from '../../fleet/replicas/names';
import { planReplicas } from '../../fleet/replicas/plan';
import type { Scenario } from '../../fleet/scenarios/types';
import type { Series } from '../store/series';
import { routesOf } from './exchange';
import { SimulatedPod } from './pod';
import type { Totals } from './totals';

/** A target that is gone is not scraped again; Prometheus ends its series at the scrape it misses. */
const STALE_AFTER_SECONDS = 1;

function firstReplicas({ scaling }: Scenario): number {
  switch (scaling.kind) {
    case 'fixed':
      return scaling.replicas;
    case 'hpa':
      return scaling.policy.minReplicas;
    case 'keda':
      return scaling.policy.minReplicaCount;
  }
}

/** Keeps as many simulated pods as are wanted, by the plan of the live fleet's Deployment. */
export class SimulatedDeployment {
  desired: number;
  private pods: SimulatedPod[] = [];
  private ended: Series[] = [];
  private revision = 1;
  private created = 0;
  private readonly routes;

  constructor(
    private readonly scenario: Scenario,
    private readonly seed: string,
    private readonly bornAt: number,
    private readonly totals: Totals,
    private readonly onSuccess: (atSeconds: number) => void
  ) {
    this.desired = firstReplicas(scenario);
    this.routes = routesOf(scenario);
  }

  /** Every pod there is, stopping ones included. */
  get all(): readonly SimulatedPod[] {
    return this.pods;
  }

  get current(): readonly SimulatedPod[] {
    return this.pods.filter(({ isStopping }) => !isStopping);
  }

  get ready(): readonly SimulatedPod[] {
    return this.pods.filter(({ isReady }) => isReady);
  }

  get updated(): readonly SimulatedPod[] {
    return this.current.filter(({ revision }) => revision === this.revision);
  }

  release(): void {
    this.revision++;
  }

  /** Lets the pods go on until `now`, starts what is missing and stops what is too much. */
  advance(now: number): void {
    for (const pod of this.pods) {
      pod.advance(now);
      if (pod.goneAt !== undefined && pod.goneAt <= now) {
        pod.scrape(pod.goneAt);
        this.end(pod, pod.goneAt + STALE_AFTER_SECONDS);
      }
    }
    this.pods = this.pods.filter(({ goneAt }) => goneAt === undefined || goneAt > now);
    const { start, stop } = planReplicas(this.current, this.desired, this.revision);
    this.pods.filter(({ name }) => stop.includes(name)).forEach((pod) => pod.stop(now));
    for (let count = 0; count < start; count++) {
      this.pods.push(this.newPod(now));
    }
  }

  scrape(now: number): void {
    this.pods.forEach((pod) => pod.scrape(now));
  }

  /** Ends every series at once, because the simulation is over. */
  endAll(seconds: number): void {
    this.pods.forEach((pod) => this.end(pod, seconds));
    this.pods = [];
  }

  /** Every series that may have samples; those of pods that are gone for the last time. */
  takeSeries(): Series[] {
    const series = [...this.ended, ...this.pods.flatMap(({ sidecar }) => sidecar.series)];
    this.ended = [];
    return series;
  }

  private end({ sidecar }: SimulatedPod, seconds: number): void {
    sidecar.end(seconds);
    this.ended.push(...sidecar.series);
  }

  private newPod(now: number): SimulatedPod {
    const { scenario, routes, seed, revision, bornAt, totals, onSuccess } = this;
    const name = podName(seed, scenario.identity.workload, revision, `${bornAt}/${this.created++}`);
    return new SimulatedPod({ name, revision, scenario, routes, seed, startedAt: now, totals, onSuccess });
  }
}
