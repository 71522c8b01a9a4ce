import type { FailoverPhase } from '../../vocabulary';
import { expiresAt, type Lease } from './lease';

export const FAILOVER_CAUSES = ['crash', 'release', 'drill', 'unknown'] as const;
export type FailoverCause = (typeof FAILOVER_CAUSES)[number];

/** One takeover by this instance, as far as it could be seen. */
export interface Takeover {
  readonly cause: FailoverCause;
  /** Seconds since the epoch. */
  readonly completedAt: number;
  /** Seconds; without those that nobody has seen. */
  readonly phases: Readonly<Partial<Record<FailoverPhase, number>>>;
}

/** What the lease and the backend prove about one change of the leader. Times are seconds since the epoch. */
export interface FailoverEvidence {
  /** The lease as the old holder last renewed it. */
  readonly old: Lease;
  /** When it was given up, if that was seen. */
  readonly releasedAt: number | undefined;
  readonly acquiredAt: number;
  /** When the new leader's backend became ready; before `acquiredAt` when it was ready already. */
  readonly readyAt: number;
  /** When the change was announced as a drill, if it was. */
  readonly drillAt?: number;
}

/** A takeover of which the lease tells every phase. */
export interface Failover extends Takeover {
  readonly phases: Readonly<Record<FailoverPhase, number>>;
}

/** Clocks of candidates and API server differ a little; so much earlier than its end a claim can be taken as expired. */
const CLOCK_TOLERANCE_SECONDS = 0.5;

/** An announced drill is the next change of the leader, if it comes within this time. */
const DRILL_SECONDS = 600;
/** Drills are announced from anywhere, by a clock that may be fast. */
const DRILL_TOLERANCE_SECONDS = 60;

/** Whether a drill that was announced at `drillAt` was meant for what happened at `at`. */
export function isDrill(drillAt: number | undefined, at: number): boolean {
  return drillAt !== undefined && at - drillAt < DRILL_SECONDS && at - drillAt > -DRILL_TOLERANCE_SECONDS;
}

/**
 * Phases of a failover: `detect` from the old holder's last sign of life until its claim ended (expired or released),
 * `elect` until the new one took it, `take_over` until that one's backend was ready.
 */
export function measureFailover({ old, releasedAt, acquiredAt, readyAt, drillAt }: FailoverEvidence): Failover {
  // Nobody may take a claim that has not ended: one that was taken early must have been given up.
  const gaveUp = releasedAt !== undefined || acquiredAt < expiresAt(old) - CLOCK_TOLERANCE_SECONDS;
  const endedAt = Math.min(acquiredAt, releasedAt ?? (gaveUp ? acquiredAt : expiresAt(old)));
  const completedAt = Math.max(acquiredAt, readyAt);
  const phases = {
    detect: Math.max(0, endedAt - old.renewedAt),
    elect: acquiredAt - endedAt,
    take_over: completedAt - acquiredAt,
  };
  // One that was announced before the old holder came was for the change that brought it.
  const announced = drillAt !== undefined && drillAt >= old.acquiredAt && isDrill(drillAt, acquiredAt);
  return {
    cause: announced ? 'drill' : gaveUp ? 'release' : 'crash',
    completedAt,
    phases: { ...phases, total: phases.detect + phases.elect + phases.take_over },
  };
}
