import type { TimeSpan } from '../samples';

/** The replicas that an autoscaler wants, as columns; times ascending, milliseconds since the epoch. */
export interface WantedReplicas {
  readonly times: readonly number[];
  readonly values: ReadonlyArray<number | null | undefined>;
}

/** The autoscaler changed its mind: the wanted replicas fell after they had risen, or rose after they had fallen. */
export interface Reversal {
  readonly timeMs: number;
  /** Where the wanted replicas went. */
  readonly direction: 'up' | 'down';
  readonly fromReplicas: number;
  readonly toReplicas: number;
  /** When they last went the other way. */
  readonly previousMs: number;
  /** Reversals in the window that ends with this one, itself included. */
  readonly inWindow: number;
}

export interface FlappingSettings {
  /** Length of the sliding window, seconds. */
  readonly windowSeconds: number;
  /** Reversals within the window from which on the autoscaler flaps. */
  readonly minReversals: number;
  /** Highest less lowest number of wanted replicas within the window below which nobody needs to care. */
  readonly minAmplitude: number;
  /** `stabilizationWindowSeconds` for scaling down as it is set now; it is in no metric. */
  readonly currentStabilizationSeconds: number;
}

/** The conditions of the alert on flapping, and what Kubernetes sets when nobody sets anything. */
export const DEFAULT_FLAPPING_SETTINGS: FlappingSettings = {
  windowSeconds: 3600,
  minReversals: 4,
  minAmplitude: 2,
  currentStabilizationSeconds: 300,
};

/** A time of flapping, from the first to the last reversal that counts. */
export interface Episode extends TimeSpan {
  /** Whether it was still so at the end of the samples. */
  readonly lasting: boolean;
}

export interface FlappingSummary {
  /** `flapping` at the end of the samples, `flapped` before, or `calm`. */
  readonly verdict: 'flapping' | 'flapped' | 'calm';
  readonly reversals: readonly Reversal[];
  readonly episodes: readonly Episode[];
  /** Whether there would be more episodes had the bounds not been edited or a release not been rolled out meanwhile. */
  readonly excused: boolean;
  /** Most reversals within one window. */
  readonly worstCount: number;
  /** Highest less lowest number of wanted replicas within the window that has most reversals; of the whole time when none. */
  readonly amplitude: number;
  /** 0 to 100, see `flappingScore`; that of the worst window. */
  readonly score: number;
  /** See `recommendStabilization`. */
  readonly recommendedSeconds: number | undefined;
}
