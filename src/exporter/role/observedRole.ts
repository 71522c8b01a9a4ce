import { type Takeover, isDrill } from './failover';
import type { BackendView, Change, Leadership, RoleTracker } from './leadership';

/** What a URL or a file said of this instance's role; `unknown` when it said nothing. */
export type ObservedRole = 'leader' | 'standby' | 'unknown';

/** What was seen last holds no longer than this. */
const HOLDS_SECONDS = 5;

/**
 * Follows a role that something else decides and only tells. Nothing is known of other instances, so a takeover is a change
 * from standby to leader, and of its phases only `take_over` can be measured: from that change until the backend was ready.
 */
export class ObservedRoleTracker implements RoleTracker {
  private seen: { readonly role: ObservedRole; readonly at: number } | undefined;
  /** The last role that was told. A leader that was not heard of for a while and leads again has taken nothing over. */
  private told: 'leader' | 'standby' | undefined;
  private takenOverAt: number | undefined;
  private drillAt: number | undefined;
  private current: Leadership = { role: 'standby', serving: false };

  get leadership(): Leadership {
    return this.current;
  }

  see(role: ObservedRole, now: number): void {
    this.seen = { role, at: now };
    if (role === 'unknown') {
      return;
    }
    if (role === 'standby') {
      this.takenOverAt = undefined;
    } else if (this.told === 'standby') {
      this.takenOverAt = now;
    }
    this.told = role;
  }

  announceDrill(at: number): void {
    this.drillAt = at;
  }

  update(backend: BackendView, now: number): Change {
    const before = this.current;
    const leads = this.leads(now);
    this.current = { role: leads && backend.alive ? 'leader' : 'standby', serving: leads && backend.ready };
    const failover = this.current.serving ? this.completeTakeover(backend.readySince) : undefined;
    return {
      ...(before.serving && !this.current.serving && { lostAt: now }),
      ...(failover !== undefined && { failover }),
    };
  }

  private leads(now: number): boolean {
    const { seen } = this;
    return seen?.role === 'leader' && Math.abs(now - seen.at) < HOLDS_SECONDS;
  }

  private completeTakeover(readySince: number): Takeover | undefined {
    const { takenOverAt, drillAt } = this;
    if (takenOverAt === undefined) {
      return undefined;
    }
    this.takenOverAt = undefined;
    this.drillAt = undefined;
    const completedAt = Math.max(takenOverAt, readySince);
    return {
      cause: isDrill(drillAt, takenOverAt) ? 'drill' : 'unknown',
      completedAt,
      phases: { take_over: completedAt - takenOverAt },
    };
  }
}
