import { groupByWorkload } from '../samples';
import type { TimedEvent } from '../timedEvents';
import { leaderSpans } from './leadership';
import type { Lane } from './types';

/**
 * Tells who led before each of several failovers, given oldest first. The failover before it says so exactly. Lanes show it
 * where there is none, but only to a step: where failovers follow each other faster than that, they show whoever led at the
 * last look, and it is not known who was lost.
 */
export function previousLeaders(
  events: readonly TimedEvent[],
  lanes: readonly Lane[],
  stepMs: number
): ReadonlyMap<TimedEvent, string> {
  const lanesOf = groupByWorkload(lanes);
  const leaders = new Map<TimedEvent, string>();
  for (const [key, own] of groupByWorkload(events)) {
    own.forEach((event, i) => {
      const [before, after]: Array<TimedEvent | undefined> = [own[i - 1], own[i + 1]];
      const leader =
        before !== undefined && before.instance !== event.instance
          ? before.instance
          : isApart(event, before, stepMs) && isApart(event, after, stepMs)
            ? leaderInLanes(event, lanesOf.get(key) ?? [])
            : undefined;
      if (leader !== undefined) {
        leaders.set(event, leader);
      }
    });
  }
  return leaders;
}

function isApart(event: TimedEvent, other: TimedEvent | undefined, stepMs: number): boolean {
  return other === undefined || Math.abs(other.endedAtMs - event.endedAtMs) > stepMs;
}

/** The other instance that began to lead last before the failover was complete. */
function leaderInLanes(event: TimedEvent, lanes: readonly Lane[]): string | undefined {
  let latest: { readonly instance: string; readonly sinceMs: number } | undefined;
  for (const lane of lanes) {
    if (lane.instance === event.instance) {
      continue;
    }
    for (const { fromMs } of leaderSpans(lane)) {
      if (fromMs < event.endedAtMs && (latest === undefined || fromMs > latest.sinceMs)) {
        latest = { instance: lane.instance, sinceMs: fromMs };
      }
    }
  }
  return latest?.instance;
}
