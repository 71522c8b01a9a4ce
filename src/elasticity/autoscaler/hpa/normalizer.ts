import type { HpaState, LimitReason } from './types';

/** Replicas within rates and bounds, and which of these held them back, if any. */
export interface Limited {
  readonly replicas: number;
  readonly reason: LimitReason;
}

/** How the controller gets from what the metrics ask for to what it sets, with the memory that this takes. */
export interface Normalizer {
  /** The recommendation, held back by the windows. Remembers it as it came. */
  stabilize(recommended: number, currentReplicas: number, nowSeconds: number): number;
  /** Why a stabilized number differs from the recommendation. */
  stabilizedReason(recommended: number, currentReplicas: number): 'ScaleUpStabilized' | 'ScaleDownStabilized';
  /** The stabilized number, held within rates and bounds; the tighter of the two gives the reason. */
  limit(stabilized: number, currentReplicas: number, nowSeconds: number): Limited;
  /** Remembers that the replicas were changed. */
  record(fromReplicas: number, toReplicas: number, nowSeconds: number): void;
  memory(): Pick<HpaState, 'lowest' | 'highest' | 'scaleUpEvents' | 'scaleDownEvents'>;
}

export function withinRange(replicas: number): Limited {
  return { replicas, reason: 'DesiredWithinRange' };
}
