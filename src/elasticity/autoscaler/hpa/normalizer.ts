import type { HpaState, LimitReason } from './types';

/**
 * How the controller gets from what the metrics ask for to what it sets, with the memory that this takes. Answers are plain
 * numbers and the reason stands in a field, because a replay asks hundreds of thousands of times.
 */
export interface Normalizer {
  /** What held back the number that was limited last, if anything did. */
  readonly limitReason: LimitReason;
  /** The recommendation, held back by the windows. Remembers it as it came. */
  stabilize(recommended: number, currentReplicas: number, nowSeconds: number): number;
  /** Why a stabilized number differs from the recommendation. */
  stabilizedReason(recommended: number, currentReplicas: number): 'ScaleUpStabilized' | 'ScaleDownStabilized';
  /** The stabilized number, held within rates and bounds; the tighter of the two gives the reason. */
  limit(stabilized: number, currentReplicas: number, nowSeconds: number): number;
  /** Remembers that the replicas were changed. */
  record(fromReplicas: number, toReplicas: number, nowSeconds: number): void;
  memory(): Pick<HpaState, 'lowest' | 'highest' | 'scaleUpEvents' | 'scaleDownEvents'>;
}
