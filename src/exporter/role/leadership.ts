import { type Failover, measureFailover, type Takeover } from './failover';
import { expiresAt, type Lease } from './lease';

/** What the role depends on beside the lease. Times are seconds since the epoch. */
export interface BackendView {
  readonly alive: boolean;
  readonly ready: boolean;
  /** When it became ready, while it is. */
  readonly readySince: number;
}

export interface Leadership {
  readonly role: 'leader' | 'standby';
  /** Leader with a ready backend: the one that answers. */
  readonly serving: boolean;
}

export interface Change<T extends Takeover = Takeover> {
  /** Set when this instance ceased to serve as leader. */
  readonly lostAt?: number;
  /** Set when it has taken over from another one. */
  readonly failover?: T;
}

/** Bookkeeping of one instance's role: told what was seen and when, in seconds since the epoch. */
export interface RoleTracker {
  readonly leadership: Leadership;
  /** Announces the next failover as a drill. */
  announceDrill(at: number): void;
  /** What changed by now. */
  update(backend: BackendView, now: number): Change;
}

interface LeaseTakeover {
  readonly old: Lease;
  readonly releasedAt: number | undefined;
  readonly acquiredAt: number;
}

/** Follows the lease from the view of one instance. */
export class LeadershipTracker implements RoleTracker {
  /** The lease as last seen with a holder, whoever that is. */
  private held: Lease | undefined;
  private releasedAt: number | undefined;
  private takeover: LeaseTakeover | undefined;
  private drillAt: number | undefined;
  private current: Leadership = { role: 'standby', serving: false };

  constructor(private readonly identity: string) {}

  get leadership(): Leadership {
    return this.current;
  }

  /** Takes in a lease that was read; true when its holder is another than before. */
  see(lease: Lease, now: number): boolean {
    if (lease.drillAt !== undefined) {
      this.announceDrill(lease.drillAt);
    }
    if (lease.holder === '') {
      this.releasedAt ??= lease.renewedAt === 0 ? now : lease.renewedAt;
      return false;
    }
    const old = this.held;
    const changed = old !== undefined && old.holder !== lease.holder;
    if (changed) {
      const { releasedAt } = this;
      this.takeover = lease.holder === this.identity ? { old, releasedAt, acquiredAt: lease.acquiredAt } : undefined;
    }
    this.held = lease;
    this.releasedAt = undefined;
    return changed;
  }

  /** There is no lease (any more): nobody leads. */
  seeNone(now: number): void {
    this.releasedAt ??= now;
  }

  announceDrill(at: number): void {
    this.drillAt = Math.max(at, this.drillAt ?? at);
  }

  update(backend: BackendView, now: number): Change<Failover> {
    const before = this.current;
    const claims = this.claims(now);
    this.current = { role: claims && backend.alive ? 'leader' : 'standby', serving: claims && backend.ready };
    const failover = this.current.serving ? this.completeTakeover(backend.readySince) : undefined;
    return {
      ...(before.serving && !this.current.serving && { lostAt: this.lostAt(now) }),
      ...(failover !== undefined && { failover }),
    };
  }

  private claims(now: number): boolean {
    return this.held?.holder === this.identity && this.releasedAt === undefined && now < expiresAt(this.held);
  }

  /** The end of the claim where that is what ended it; it may be noticed later. */
  private lostAt(now: number): number {
    const ended =
      this.releasedAt ?? (this.held?.holder === this.identity ? expiresAt(this.held) : this.held?.acquiredAt);
    return Math.min(now, ended ?? now);
  }

  private completeTakeover(readyAt: number): Failover | undefined {
    const { takeover, drillAt } = this;
    this.takeover = undefined;
    return takeover && measureFailover({ ...takeover, readyAt, drillAt });
  }
}
