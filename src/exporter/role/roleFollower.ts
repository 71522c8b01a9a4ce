import { FAILOVER_PHASES, SIDECAR } from '../../vocabulary';
import type { Backend } from '../lifecycle/backend';
import { type Log, reasonOf } from '../log';
import type { Metrics } from '../metrics';
import { LeadershipTracker } from './leadership';
import type { LeaseClient } from './leaseClient';

const POLL_INTERVAL_MS = 1000;
/** How often a claim is checked for its end between two polls. */
const CHECK_INTERVAL_MS = 250;
const CAUSES = ['crash', 'release', 'drill', 'unknown'] as const;

/** Reads the lease every second and exports the role of this instance. Traffic never depends on it. */
export class RoleFollower {
  private readonly tracker: LeadershipTracker;
  private pollTimer: NodeJS.Timeout | undefined;
  private checkTimer: NodeJS.Timeout | undefined;
  private stopped = false;
  private problem: string | undefined;

  constructor(
    private readonly client: LeaseClient,
    identity: string,
    private readonly backend: Backend,
    private readonly metrics: Metrics,
    private readonly log: Log
  ) {
    this.tracker = new LeadershipTracker(identity);
    CAUSES.forEach((cause) => metrics.inc(SIDECAR.failovers, { cause }, 0));
  }

  get role(): 'leader' | 'standby' {
    return this.tracker.leadership.role;
  }

  start(): void {
    this.backend.onChange(() => this.update());
    this.checkTimer = setInterval(() => this.update(), CHECK_INTERVAL_MS);
    this.update();
    void this.poll();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.pollTimer);
    clearInterval(this.checkTimer);
  }

  private async poll(): Promise<void> {
    const begunAt = performance.now();
    try {
      const lease = await this.client.read();
      if (lease === undefined) {
        this.tracker.seeNone(now());
        this.report('there is no such lease; nobody leads until there is one');
      } else {
        if (this.tracker.see(lease, now())) {
          this.metrics.inc(SIDECAR.leaseTransitions, {});
        }
        this.metrics.set(SIDECAR.leaseRenewTimestamp, {}, lease.renewedAt);
        this.report(undefined);
      }
    } catch (error) {
      // The last lease holds until it ends by itself: a lost answer is no lost leader.
      this.report(reasonOf(error));
    }
    this.update();
    if (!this.stopped) {
      const wait = Math.max(0, POLL_INTERVAL_MS - (performance.now() - begunAt));
      this.pollTimer = setTimeout(() => void this.poll(), wait);
    }
  }

  private update(): void {
    const { state, since } = this.backend.status;
    const view = { alive: state === 'ready' || state === 'unready', ready: state === 'ready', readySince: since };
    const before = this.tracker.leadership;
    const { lostAt, failover } = this.tracker.update(view, now());
    const { role } = this.tracker.leadership;
    this.metrics.set(SIDECAR.backendRole, { role: 'leader' }, role === 'leader' ? 1 : 0);
    this.metrics.set(SIDECAR.backendRole, { role: 'standby' }, role === 'leader' ? 0 : 1);
    if (role !== before.role) {
      this.log.info('role changed', { role });
    }
    if (lostAt !== undefined) {
      this.metrics.set(SIDECAR.leaderLostTimestamp, {}, lostAt);
    }
    if (failover !== undefined) {
      FAILOVER_PHASES.forEach((phase) => this.metrics.set(SIDECAR.failoverDuration, { phase }, failover.phases[phase]));
      this.metrics.set(SIDECAR.failoverTimestamp, {}, failover.completedAt);
      this.metrics.inc(SIDECAR.failovers, { cause: failover.cause });
      this.log.info('took over', { cause: failover.cause, ...failover.phases });
    }
  }

  /** Says once that the lease cannot be read, and once that it can be again. */
  private report(problem: string | undefined): void {
    if (problem !== this.problem) {
      this.problem = problem;
      if (problem === undefined) {
        this.log.info('the lease can be read');
      } else {
        this.log.warn('the lease cannot be read', { reason: problem });
      }
    }
  }
}

function now(): number {
  return Date.now() / 1000;
}
