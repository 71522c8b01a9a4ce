import type { ColdStart } from '../../elasticity/coldStart';

/** Where the bar of a start stands, CSS pixels. */
export interface PlacedBar {
  readonly start: ColdStart;
  readonly left: number;
  readonly width: number;
}

const WIDEST = 8;
const NARROWEST = 2;
const GAP = 1;
/** How far a bar may stand from its time, so that bars of one moment are told apart without telling a wrong time. */
const LONGEST_DRIFT = 32;

/**
 * Places starts, oldest first, at the time at which they were ready. Starts of one moment stand side by side while that
 * keeps them near their time; the rest of a crowd stand in front of each other.
 */
export function placeBars(starts: readonly ColdStart[], x: (timeMs: number) => number, plotWidth: number): PlacedBar[] {
  const width = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(plotWidth / (2 * Math.max(1, starts.length)))));
  let freeFrom = -Infinity;
  return starts.map((start) => {
    // On a lattice, bars in front of each other cover each other wholly and the gaps stay open.
    const natural = Math.round((x(start.readyAtMs) - width / 2) / (width + GAP)) * (width + GAP);
    const left = freeFrom - natural <= LONGEST_DRIFT ? Math.max(natural, freeFrom) : natural;
    freeFrom = left + width + GAP;
    return { start, left, width };
  });
}

/** The bar at a horizontal position or next to it; of several in front of each other, the shortest that reaches `seconds`. */
export function barAt(
  bars: readonly PlacedBar[],
  position: number,
  seconds: number,
  reach: number
): ColdStart | undefined {
  let best: { readonly start: ColdStart; readonly distance: number } | undefined;
  for (const { start, left, width } of bars) {
    const distance = Math.max(0, left - position, position - left - width);
    const below = best !== undefined && best.distance === distance && best.start.totalSeconds < start.totalSeconds;
    if (
      distance <= reach &&
      start.totalSeconds >= seconds &&
      (best === undefined || distance <= best.distance) &&
      !below
    ) {
      best = { start, distance };
    }
  }
  return best?.start;
}
