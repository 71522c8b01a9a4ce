import { FAILOVER_PHASES, SIDECAR } from '../../vocabulary';
import type { Backend } from '../lifecycle/backend';
import type { Log } from '../log';
import type { Metrics } from '../metrics';
import { wallSeconds } from './clocks';
import { FAILOVER_CAUSES, type Takeover } from './failover';
import type { Leadership, RoleTracker } from './leadership';

/** How often a claim is checked for its end when nothing else happens. */
const CHECK_INTERVAL_MS = 250;

/** Exports what a tracker makes of the role and of the backend. */
export class RoleFollower {
  /** `mayLead` can hold a role back that is written already but not confirmed, or not trusted any more. */
  constructor(
    private readonly tracker: RoleTracker,
    private readonly backend: Backend,
    private readonly metrics: Metrics,
    private readonly log: Log,
    private readonly mayLead: () => boolean = () => true
  ) {
    FAILOVER_CAUSES.forEach((cause) => metrics.inc(SIDECAR.failovers, { cause }, 0));
  }

  /** Judged at this moment. */
  get role(): Leadership['role'] {
    this.update();
    return this.tracker.leadership.role;
  }

  start(): void {
    this.backend.onChange(() => this.update());
    setInterval(() => this.update(), CHECK_INTERVAL_MS);
    this.update();
  }

  announceDrill(at: number): void {
    this.tracker.announceDrill(at);
  }

  update(): void {
    const { state, since } = this.backend.status;
    const may = this.mayLead();
    const view = {
      alive: may && (state === 'ready' || state === 'unready'),
      ready: may && state === 'ready',
      readySince: since,
    };
    const before = this.tracker.leadership;
    const { lostAt, failover } = this.tracker.update(view, wallSeconds());
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
      this.publish(failover);
    }
  }

  private publish({ cause, completedAt, phases }: Takeover): void {
    for (const phase of FAILOVER_PHASES) {
      const seconds = phases[phase];
      if (seconds !== undefined) {
        this.metrics.set(SIDECAR.failoverDuration, { phase }, seconds);
      }
    }
    this.metrics.set(SIDECAR.failoverTimestamp, {}, completedAt);
    this.metrics.inc(SIDECAR.failovers, { cause });
    this.log.info('took over', { cause, ...phases });
  }
}
