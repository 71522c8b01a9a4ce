import type { Failover, Leaderless, LeaderOverlap } from '../../elasticity/failover';
import { formatDuration } from '../../viz/lanes/duration';
import type { LaneEvent } from '../../viz/lanes/laneTypes';

/** Phases in the order in which they happen, with the names that a reader sees. */
export const PHASES = [
  ['detectSeconds', 'Detect'],
  ['electSeconds', 'Elect'],
  ['takeOverSeconds', 'Take over'],
] as const satisfies ReadonlyArray<readonly [keyof Failover, string]>;

/** Whether the workload's target was kept, in words: `within 10 s`, `over 10 s`. */
export function verdict({ targetSeconds, overTarget }: Failover): string {
  return targetSeconds === undefined
    ? 'no target'
    : `${overTarget ? 'over' : 'within'} ${formatDuration(targetSeconds)}`;
}

/** Who took over from whom. */
export function change({ from, to }: Pick<Failover, 'from' | 'to'>): string {
  return `${from ?? 'not known'} → ${to}`;
}

export function failoverEvent(failover: Failover): LaneEvent {
  const total = formatDuration(failover.totalSeconds);
  return {
    kind: 'switch',
    fromMs: failover.lostAtMs,
    toMs: failover.recoveredAtMs,
    label: failover.overTarget ? `${total} > ${formatDuration(failover.targetSeconds)}` : total,
    alarming: failover.overTarget,
    title: `Failover, ${total}, ${verdict(failover)}`,
    details: [
      ['Leader', change(failover)],
      ...PHASES.map(([key, name]) => [name, formatDuration(failover[key])] as const),
      ...(failover.cause === undefined ? [] : [['Cause', failover.cause] as const]),
    ],
  };
}

export function overlapEvent({ fromMs, toMs, instances }: LeaderOverlap): LaneEvent {
  const leaders = instances.length > 1 ? `${instances.length} leaders` : 'Several leaders';
  return {
    kind: 'doubled',
    fromMs,
    toMs,
    label: leaders,
    alarming: true,
    title: `${leaders} at once`,
    details: [['Who', instances.join(', ') || 'not seen in the lanes'], ['For about', formatDuration((toMs - fromMs) / 1000)]], // prettier-ignore
  };
}

export function leaderlessEvent({ fromMs, toMs }: Leaderless): LaneEvent {
  const lasted = formatDuration((toMs - fromMs) / 1000);
  return {
    kind: 'vacant',
    fromMs,
    toMs,
    label: `no leader ${lasted}`,
    alarming: true,
    title: 'No leader',
    details: [['For about', lasted], ['Failover', 'none recorded']], // prettier-ignore
  };
}
