import type { HpaFlags, HpaPolicy } from './types';

/** Relative deviations from the target that are left alone, downwards and upwards. */
export interface Tolerances {
  readonly down: number;
  readonly up: number;
}

/** The tolerance of each direction: that of `behavior` where it is set, else the controller's flag. */
export function tolerancesOf({ behavior }: HpaPolicy, { toleranceRatio }: HpaFlags): Tolerances {
  return {
    down: behavior?.scaleDown?.tolerance ?? toleranceRatio,
    up: behavior?.scaleUp?.tolerance ?? toleranceRatio,
  };
}

/** Both ends belong to what is tolerated. */
export function isWithin(ratio: number, { down, up }: Tolerances): boolean {
  return 1 - down <= ratio && ratio <= 1 + up;
}
