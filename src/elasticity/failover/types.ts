import type { InstanceState } from '../../vocabulary';
import type { InstanceIdentity, TimeSpan, WorkloadIdentity } from '../samples';

/** A state that an instance kept from `fromMs` until `toMs`. */
export interface StateRun extends TimeSpan {
  readonly state: InstanceState;
}

/** The states of one instance over time, oldest first. Between two runs nothing is known. */
export interface Lane extends InstanceIdentity {
  readonly runs: readonly StateRun[];
}

/** A time in which two or more instances of one workload led at once. */
export interface LeaderOverlap extends TimeSpan {
  readonly workload: WorkloadIdentity;
  /** Instances seen leading at that time, by name. */
  readonly instances: readonly string[];
}

/** A time in which no instance of a workload led. */
export interface Leaderless extends TimeSpan {
  readonly workload: WorkloadIdentity;
}

/** One change of leader. Durations are seconds, from the loss of the old leader until the new one served. */
export interface Failover {
  readonly workload: WorkloadIdentity;
  /** The instance that led before, when that is known. */
  readonly from: string | undefined;
  readonly to: string;
  /** When the old leader was lost: `recoveredAtMs` less the total. */
  readonly lostAtMs: number;
  /** When the failover was complete, milliseconds since the epoch. */
  readonly recoveredAtMs: number;
  /** Until the lease may be taken. */
  readonly detectSeconds: number | undefined;
  /** Until it is taken. */
  readonly electSeconds: number | undefined;
  /** Until the new leader is ready. */
  readonly takeOverSeconds: number | undefined;
  readonly totalSeconds: number;
  /** Why the leader changed, when the series say it. */
  readonly cause: string | undefined;
  /** Target of the workload, seconds; `undefined` when it has none. */
  readonly targetSeconds: number | undefined;
  /** Whether the total exceeds the target. */
  readonly overTarget: boolean;
}
