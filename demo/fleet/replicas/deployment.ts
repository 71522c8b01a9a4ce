import { pause } from '../net/wait';
import type { Scenario } from '../scenarios/types';
import { podName } from './names';
import { planReplicas } from './plan';
import { Replica } from './replica';
import type { Site } from './site';

const RECONCILE_SECONDS = 0.5;

/** Keeps as many replicas of a scenario running as are wanted, like a Deployment. */
export class Deployment {
  private readonly replicas = new Map<string, Replica>();
  private readonly stops = new Set<Promise<void>>();
  private wanted: number;
  private revision = 1;
  private created = 0;
  private readonly bornAt = Date.now();

  constructor(
    readonly scenario: Scenario,
    private readonly site: Site,
    private readonly onChange: () => void
  ) {
    const { scaling } = scenario;
    switch (scaling.kind) {
      case 'fixed':
        this.wanted = scaling.replicas;
        break;
      case 'hpa':
        this.wanted = scaling.policy.minReplicas;
        break;
      case 'keda':
        this.wanted = scaling.policy.minReplicaCount;
    }
  }

  /** Replicas asked for (`spec.replicas`). */
  get desired(): number {
    return this.wanted;
  }

  /** Every pod there is, stopping ones included. */
  get all(): readonly Replica[] {
    return [...this.replicas.values()];
  }

  /** Pods that are not being stopped (`status.replicas`). */
  get current(): readonly Replica[] {
    return this.all.filter(({ isStopping }) => !isStopping);
  }

  get ready(): readonly Replica[] {
    return this.all.filter(({ isReady }) => isReady);
  }

  /** Pods of the newest release (`status.updatedReplicas`). */
  get updated(): readonly Replica[] {
    return this.current.filter(({ revision }) => revision === this.revision);
  }

  scaleTo(replicas: number): void {
    this.wanted = replicas;
  }

  /** Rolls out a new release. */
  release(): void {
    this.revision++;
  }

  /** Reconciles until everything is to end, and stops every replica then. */
  async run(): Promise<void> {
    while (!this.site.closing.aborted) {
      await this.reconcile();
      await pause(RECONCILE_SECONDS, this.site.closing);
    }
    this.current.forEach((replica) => this.stop(replica));
    await Promise.all(this.stops);
  }

  private async reconcile(): Promise<void> {
    const { start, stop } = planReplicas(this.current, this.wanted, this.revision);
    for (let count = 0; count < start; count++) {
      await this.startOne();
    }
    for (const name of stop) {
      const replica = this.replicas.get(name);
      if (replica) {
        this.stop(replica);
      }
    }
  }

  private async startOne(): Promise<void> {
    const { scenario, site } = this;
    const name = this.nextName();
    this.replicas.set(name, await Replica.start(name, this.revision, scenario, site, this.onChange));
    this.onChange();
  }

  private stop(replica: Replica): void {
    const stopped = replica.stop().then(() => {
      this.replicas.delete(replica.name);
      this.stops.delete(stopped);
      this.onChange();
    });
    this.stops.add(stopped);
  }

  private nextName(): string {
    const { workload } = this.scenario.identity;
    return podName(this.site.seed, workload, this.revision, `${this.bornAt}/${this.created++}`);
  }
}
