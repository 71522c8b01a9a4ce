import { reversalsWithin } from './reversals';
import type { Reversal } from './types';

/** As many steps as Nagios looks at: between its last 21 results there are 20. */
const SLOTS = 20;
const SLOT_MS = 3_600_000 / SLOTS;
const OLDEST_WEIGHT = 0.75;
const NEWEST_WEIGHT = 1.25;

/**
 * How badly it flaps in the hour that ends at a time, 0 to 100, for ranking. After the flap detection of Nagios
 * (percent of state changes among the last 20 steps, weighed from 0.75 for the oldest to 1.25 for the newest): the hour
 * is cut into 20 slots, each of which counts when it holds a reversal. A slot has 3 minutes, so that 100 means a
 * reversal every 3 minutes, about what the default stabilization of 5 minutes allows at most; four reversals give about 20,
 * where Nagios starts to call it flapping.
 */
export function flappingScore(reversals: readonly Reversal[], endMs: number): number {
  const slots = new Set(
    reversalsWithin(reversals, endMs).map(({ timeMs }) => SLOTS - 1 - Math.floor((endMs - timeMs) / SLOT_MS))
  );
  const weights = [...slots].map((slot) => OLDEST_WEIGHT + ((NEWEST_WEIGHT - OLDEST_WEIGHT) * slot) / (SLOTS - 1));
  return (100 * weights.reduce((sum, weight) => sum + weight, 0)) / SLOTS;
}
