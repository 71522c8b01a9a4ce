import type { Column, Run, TimeSpan } from '../samples';

/** What is known about the scaling of one workload, as columns over common times. Columns that are missing are empty. */
export interface ScalingSamples {
  /** Ascending, milliseconds since the epoch. */
  readonly times: readonly number[];
  readonly current: Column;
  readonly desired: Column;
  readonly min: Column;
  readonly max: Column;
  readonly ready: Column;
  /** Requests per second. */
  readonly load: Column;
  /** Requests per second that the ready replicas can carry. */
  readonly capacity: Column;
}

/** What rules record about scaling, from the worst to the least; each only while it holds. */
export const SCALING_VERDICTS = ['atMaxShort', 'desiredNotReached', 'scalingLagging', 'autoscalerUnable', 'autoscalerBlind', 'capacityShort'] as const; // prettier-ignore
export type RecordedScalingVerdict = (typeof SCALING_VERDICTS)[number];

/** When each verdict held. */
export type ScalingVerdicts = Readonly<Record<RecordedScalingVerdict, readonly Run[]>>;

/** A time in which capacity was short, as the rules recorded it. */
export interface Shortage extends TimeSpan {
  /** Whether the autoscaler could not have added a replica, most of the time. */
  readonly atMax: boolean;
  /** The most that was missing at once: requests per second, or replicas where the basis is replicas. */
  readonly worstMissing: number;
  /** Whether replicas caught up; otherwise it lasts. */
  readonly caughtUp: boolean;
}

/**
 * What the rules recorded last, the worst of it; else `following`. `ended` where the data do not reach the end of the range,
 * `unknown` where nothing can be compared, or the rules record no verdict.
 */
export type ScalingVerdict = RecordedScalingVerdict | 'following' | 'ended' | 'unknown';

export interface ScalingSummary {
  readonly verdict: ScalingVerdict;
  /** What shortages are measured by: load against capacity, or, where no capacity is known, desired against ready replicas. */
  readonly basis: 'capacity' | 'replicas' | undefined;
  readonly shortages: readonly Shortage[];
  /** The run of the verdict that holds at the end of the range; `undefined` when it is over. */
  readonly lasting: Run | undefined;
  /** When the data ended that should have gone on. */
  readonly endedAtMs: number | undefined;
  /** How long replicas took to catch up, in the middle and at worst; `undefined` when there was nothing to catch up with. */
  readonly lagSeconds: { readonly median: number; readonly worst: number } | undefined;
  /** Shares of the time for which the numbers are known, 0 to 1; `undefined` when they never are. */
  readonly shares: {
    readonly short: number | undefined;
    readonly atMax: number | undefined;
    readonly idle: number | undefined;
    readonly atZero: number | undefined;
  };
  /** Load divided by capacity over the whole time. */
  readonly usedRatio: number | undefined;
}

/** What samples and verdicts do not say of themselves. */
export interface ScalingCircumstances {
  readonly endedAtMs: number | undefined;
  /** Whether the rules record verdicts at all; `undefined` where nobody can tell. */
  readonly isRecorded: boolean | undefined;
  /** Share of the capacity below which a replica beyond the minimum is shown as idle. */
  readonly idleBelow: number;
}

export const DEFAULT_IDLE_BELOW = 0.3;
