import type { Normalizer } from './normalizer';
import type { HpaFlags, HpaState, LimitReason } from './types';
import { WindowExtreme } from './windowExtreme';

/** Without `behavior` one sync may at most double the replicas, or go to this many. */
const SCALE_UP_LIMIT_MINIMUM = 4;
const SCALE_UP_LIMIT_FACTOR = 2;

/**
 * What limits the controller when an object has no `behavior`: the highest recommendation of one window holds the replicas
 * up, and one sync at most doubles them. Unlike a window of `behavior`, this one still holds what is exactly as old as it.
 * Source: `normalizeDesiredReplicas` in `horizontal.go`.
 */
export class LegacyNormalizer implements Normalizer {
  limitReason: LimitReason = 'DesiredWithinRange';
  private readonly highest: WindowExtreme;

  constructor(
    private readonly bounds: { readonly minReplicas: number; readonly maxReplicas: number },
    { downscaleStabilizationSeconds }: HpaFlags,
    state: HpaState
  ) {
    this.highest = new WindowExtreme('highest', downscaleStabilizationSeconds, true, state.highest);
  }

  stabilize(recommended: number, _currentReplicas: number, nowSeconds: number): number {
    return this.highest.push(recommended, nowSeconds);
  }

  stabilizedReason(): 'ScaleDownStabilized' {
    return 'ScaleDownStabilized';
  }

  limit(stabilized: number, currentReplicas: number): number {
    const { minReplicas, maxReplicas } = this.bounds;
    if (stabilized < minReplicas) {
      this.limitReason = 'TooFewReplicas';
      return minReplicas;
    }
    const byRate = Math.max(SCALE_UP_LIMIT_FACTOR * currentReplicas, SCALE_UP_LIMIT_MINIMUM);
    const highest = Math.min(maxReplicas, byRate);
    if (stabilized <= highest) {
      this.limitReason = 'DesiredWithinRange';
      return stabilized;
    }
    this.limitReason = maxReplicas > byRate ? 'ScaleUpLimit' : 'TooManyReplicas';
    return highest;
  }

  record(): void {
    // Without `behavior` the controller remembers no scale events.
  }

  memory(): Pick<HpaState, 'lowest' | 'highest' | 'scaleUpEvents' | 'scaleDownEvents'> {
    return { lowest: [], highest: this.highest.entries(), scaleUpEvents: [], scaleDownEvents: [] };
  }
}
