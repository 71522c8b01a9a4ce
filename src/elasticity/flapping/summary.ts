import { isKnown, partitionPoint } from '../samples';
import { recommendStabilization } from './recommend';
import { findReversals } from './reversals';
import { flappingScore } from './score';
import type { DesiredReplicas, FlappingSummary, Reversal } from './types';

const HOUR_MS = 3_600_000;

/** `stabilizationWindowSeconds` for scaling down where nobody sets one (Kubernetes, HPAScalingRules). */
export const DEFAULT_STABILIZATION_SECONDS = 300;

/**
 * What samples of the desired replicas say about turns to and fro: how many, how wide, and which window would have bridged them.
 * Whether that is flapping the rules say (`workload:flapping`).
 * @param isIgnored see `findReversals`
 */
export function summariseFlapping(
  desired: DesiredReplicas,
  isIgnored?: (timeMs: number) => boolean,
  currentStabilizationSeconds: number = DEFAULT_STABILIZATION_SECONDS
): FlappingSummary {
  const reversals = findReversals(desired, isIgnored);
  const worst = reversals.reduce<Reversal | undefined>(
    (most, one) => (one.inWindow > (most?.inWindow ?? 0) ? one : most),
    undefined
  );
  return {
    reversals,
    worstCount: worst?.inWindow ?? 0,
    amplitude: worst
      ? amplitudeOf(desired, worst.timeMs - HOUR_MS, worst.timeMs)
      : amplitudeOf(desired, -Infinity, Infinity),
    // The score is highest right at a reversal, so there is no need to look in between.
    score: reversals.reduce((most, { timeMs }) => Math.max(most, flappingScore(reversals, timeMs)), 0),
    recommendedSeconds: recommendStabilization(reversals, currentStabilizationSeconds),
  };
}

function amplitudeOf({ times, values }: DesiredReplicas, fromMs: number, toMs: number): number {
  let least = Infinity;
  let most = -Infinity;
  const first = partitionPoint(times.length, (index) => times[index] <= fromMs);
  for (let i = first; i < times.length && times[i] <= toMs; i++) {
    const value = values[i];
    if (isKnown(value)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return Math.max(0, most - least);
}
