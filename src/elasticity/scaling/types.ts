import type { TimeSpan } from '../samples';

/** A number for each time; `null` or `undefined` where nothing is known. */
export type Column = ReadonlyArray<number | null | undefined>;

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

/** From when the load was above what the ready replicas can carry until they could, or until nothing more is known. */
export interface Shortage extends TimeSpan {
  /** Whether the autoscaler could not have added a replica, most of the time. */
  readonly atMax: boolean;
  /** The most that was missing at once: requests per second, or replicas where the basis is replicas. */
  readonly worstMissing: number;
  /** Whether replicas caught up; otherwise it lasts, or nothing more is known. */
  readonly caughtUp: boolean;
}

export type ScalingVerdict = 'saturated' | 'lagging' | 'idle' | 'following' | 'unknown';

export interface ScalingSettings {
  /** Shortages shorter than this are forgiven: a request rate over minutes says nothing about seconds. */
  readonly graceSeconds: number;
  /** Share of the time that may be short of capacity before replicas do not follow any more. */
  readonly toleratedShare: number;
  /** Share of the capacity below which a replica beyond the minimum is idle. */
  readonly idleBelow: number;
}

export const DEFAULT_SCALING_SETTINGS: ScalingSettings = { graceSeconds: 30, toleratedShare: 0.02, idleBelow: 0.3 };

export interface ScalingSummary {
  readonly verdict: ScalingVerdict;
  /**
   * What shortages were found by: load against capacity, or, where no capacity is known, wanted against ready replicas.
   */
  readonly basis: 'capacity' | 'replicas' | undefined;
  readonly shortages: readonly Shortage[];
  /** The shortage that lasts at the end of the time range. */
  readonly lasting: Shortage | undefined;
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
