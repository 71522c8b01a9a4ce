import { nearestRank } from '../quantile';
import type { Reversal } from './types';

/** A window that covers nine of ten dips is worth its cost; the last tenth may be a true change of load. */
const USUAL = 0.9;
const ROUND_TO_SECONDS = 30;
/** Longest `stabilizationWindowSeconds` that Kubernetes accepts (autoscaling/v2, HPAScalingRules). */
const LONGEST_SECONDS = 3600;

/**
 * The smallest `stabilizationWindowSeconds` for scaling down that would have kept the replicas up through the usual dip.
 *
 * When scaling down, the autoscaler follows the highest recommendation of the window, so a dip passes unseen when the
 * window is longer than the dip. The desired replicas show a dip only after the present window has passed; hence
 *
 *     recommended = present window + 90th percentile of (time of the turn up − time of the turn down),
 *
 * rounded up to the next half minute. `undefined` when there is no dip, or when no window that Kubernetes accepts is long
 * enough.
 */
export function recommendStabilization(
  reversals: readonly Reversal[],
  currentStabilizationSeconds: number
): number | undefined {
  const dips = reversals.flatMap((up, i) => {
    const down = reversals[i - 1];
    return down !== undefined && up.direction === 'up' && down.direction === 'down'
      ? [(up.timeMs - down.timeMs) / 1000]
      : [];
  });
  const usual = nearestRank(dips, USUAL);
  if (usual === undefined) {
    return undefined;
  }
  const longer = currentStabilizationSeconds + usual;
  const rounded = (Math.floor(longer / ROUND_TO_SECONDS) + 1) * ROUND_TO_SECONDS;
  return rounded <= LONGEST_SECONDS ? rounded : undefined;
}
