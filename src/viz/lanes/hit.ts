import type { LaneEvent, LaneSegment, LaneSpan } from './laneTypes';

/** The segment that covers a time; the segments are in order of time. */
export function segmentAt(segments: readonly LaneSegment[], timeMs: number): LaneSegment | undefined {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (segments[middle].fromMs <= timeMs) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  const found = segments[low];
  return found !== undefined && timeMs >= found.fromMs && timeMs < found.toMs ? found : undefined;
}

/** The event nearest to a time and no farther than `reachMs` from it; of several that cover it, the shortest. */
export function eventAt(events: readonly LaneEvent[], timeMs: number, reachMs: number): LaneEvent | undefined {
  let best: LaneEvent | undefined;
  for (const event of events) {
    if (distance(event, timeMs) <= reachMs && (best === undefined || isBetter(event, best, timeMs))) {
      best = event;
    }
  }
  return best;
}

function isBetter(event: LaneSpan, best: LaneSpan, timeMs: number): boolean {
  const nearer = distance(event, timeMs) - distance(best, timeMs);
  return nearer < 0 || (nearer === 0 && event.toMs - event.fromMs < best.toMs - best.fromMs);
}

function distance({ fromMs, toMs }: LaneSpan, timeMs: number): number {
  return Math.max(0, fromMs - timeMs, timeMs - toMs);
}
