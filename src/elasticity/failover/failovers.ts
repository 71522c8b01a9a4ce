import { workloadKey, type Series, type TimeSpan } from '../series';
import type { Targets } from '../targets';
import { readTimedEvents, type TimedEvent } from '../timedEvents';
import { leaderSpans } from './leadership';
import type { Failover, Lane } from './types';

/**
 * The failovers completed within `range`, oldest first; what makes two samples one failover is said at `readTimedEvents`.
 * The instance that led before is read from the lanes, because the series only tell who took over.
 */
export function readFailovers(
  phases: readonly Series[],
  completedAt: readonly Series[],
  lanes: readonly Lane[],
  targets: Targets,
  range: TimeSpan
): Failover[] {
  return readTimedEvents(phases, completedAt, ['detect', 'elect', 'take_over'], range).map((event) => {
    const targetSeconds = targets(event.workload);
    return {
      workload: event.workload,
      from: previousLeader(event, lanes),
      to: event.instance,
      lostAtMs: event.endedAtMs - event.totalSeconds * 1000,
      recoveredAtMs: event.endedAtMs,
      detectSeconds: event.seconds.get('detect'),
      electSeconds: event.seconds.get('elect'),
      takeOverSeconds: event.seconds.get('take_over'),
      totalSeconds: event.totalSeconds,
      cause: event.labels.cause,
      targetSeconds,
      overTarget: targetSeconds !== undefined && event.totalSeconds > targetSeconds,
    };
  });
}

/** The other instance of the workload that began to lead last before the failover was complete. */
function previousLeader(event: TimedEvent, lanes: readonly Lane[]): string | undefined {
  const key = workloadKey(event.workload);
  let latest: { instance: string; sinceMs: number } | undefined;
  for (const lane of lanes) {
    if (lane.instance === event.instance || workloadKey(lane.workload) !== key) {
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
