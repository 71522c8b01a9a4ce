import type { FailoverPhase } from '../../vocabulary';
import { expiresAt, type Lease } from './lease';

export type FailoverCause = 'crash' | 'release';

/** What the lease and the backend prove about one change of the leader. Times are seconds since the epoch. */
export interface FailoverEvidence {
  /** The lease as the old holder last renewed it. */
  readonly old: Lease;
  /** When it was given up, if that was seen. */
  readonly releasedAt: number | undefined;
  readonly acquiredAt: number;
  /** When the new leader's backend became ready; before `acquiredAt` when it was ready already. */
  readonly readyAt: number;
}

export interface Failover {
  readonly cause: FailoverCause;
  readonly completedAt: number;
  /** Seconds. */
  readonly phases: Readonly<Record<FailoverPhase, number>>;
}

/** Clocks of candidates and API server differ a little; so much earlier than its end a claim can be taken as expired. */
const CLOCK_TOLERANCE_SECONDS = 0.5;

/**
 * Phases of a failover: `detect` from the old holder's last sign of life until its claim ended (expired or released),
 * `elect` until the new one took it, `take_over` until that one's backend was ready.
 */
export function measureFailover({ old, releasedAt, acquiredAt, readyAt }: FailoverEvidence): Failover {
  // Nobody may take a claim that has not ended: one that was taken early must have been given up.
  const gaveUp = releasedAt !== undefined || acquiredAt < expiresAt(old) - CLOCK_TOLERANCE_SECONDS;
  const endedAt = Math.min(acquiredAt, releasedAt ?? (gaveUp ? acquiredAt : expiresAt(old)));
  const completedAt = Math.max(acquiredAt, readyAt);
  const phases = {
    detect: Math.max(0, endedAt - old.renewedAt),
    elect: acquiredAt - endedAt,
    take_over: completedAt - acquiredAt,
  };
  return {
    cause: gaveUp ? 'release' : 'crash',
    completedAt,
    phases: { ...phases, total: phases.detect + phases.elect + phases.take_over },
  };
}
