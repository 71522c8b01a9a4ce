import type { Column } from '../samples';

/** The replicas that an autoscaler desires, as columns; times ascending, milliseconds since the epoch. */
export interface DesiredReplicas {
  readonly times: readonly number[];
  readonly values: Column;
}

/** The autoscaler changed its mind: the desired replicas fell after they had risen, or rose after they had fallen. */
export interface Reversal {
  readonly timeMs: number;
  /** Where the desired replicas went. */
  readonly direction: 'up' | 'down';
  readonly fromReplicas: number;
  readonly toReplicas: number;
  /** When they last went the other way. */
  readonly previousMs: number;
  /** Reversals in the hour that ends with this one, itself included. */
  readonly inWindow: number;
}

export interface FlappingSummary {
  readonly reversals: readonly Reversal[];
  /** Most reversals within one hour. */
  readonly worstCount: number;
  /** Highest less lowest number of desired replicas within the hour that has most reversals; of the whole time when none. */
  readonly amplitude: number;
  /** 0 to 100, see `flappingScore`; that of the worst hour. */
  readonly score: number;
  /** See `recommendStabilization`. */
  readonly recommendedSeconds: number | undefined;
}
