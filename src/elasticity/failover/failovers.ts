import type { Series, TimeSpan } from '../samples';
import type { Targets } from '../targets';
import { readTimedEvents } from '../timedEvents';
import { previousLeaders } from './previousLeader';
import type { Failover, Lane } from './types';

/**
 * The failovers completed within `range`, oldest first; what makes two samples one failover is said at `readTimedEvents`.
 * @param stepMs Distance of the samples that the lanes were made of, milliseconds.
 */
export function readFailovers(
  phases: readonly Series[],
  completedAt: readonly Series[],
  lanes: readonly Lane[],
  targets: Targets,
  range: TimeSpan,
  stepMs: number
): Failover[] {
  // A failover from before the range may still be reported, and tells who led when the range began.
  const events = readTimedEvents(phases, completedAt, ['detect', 'elect', 'take_over'], {
    fromMs: -Infinity,
    toMs: range.toMs,
  });
  const leaders = previousLeaders(events, lanes, stepMs);
  return events
    .filter(({ endedAtMs }) => endedAtMs >= range.fromMs)
    .map((event) => {
      const targetSeconds = targets(event.workload);
      return {
        workload: event.workload,
        from: leaders.get(event),
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
