import type { RecoveryStatistics } from '../../elasticity/failover';
import { formatDuration } from '../../viz/lanes/duration';
import type { FigureRowItem } from '../../viz/lanes/FigureRow';

/** The numbers above the lanes, in the order of the questions: how often, how long, within the target, who led meanwhile. */
export function figures(statistics: RecoveryStatistics): FigureRowItem[] {
  const { failovers, p50Seconds, maxSeconds, compared, overTarget } = statistics;
  const { leaderlessSeconds, overlaps, overlapSeconds } = statistics;
  return [
    { label: 'Failovers', value: String(failovers), help: 'Changes of leader that were completed in the time range.' },
    {
      label: 'Median',
      value: formatDuration(p50Seconds),
      help: 'Half of the failovers took no longer, from the loss of the leader until the next one served (nearest rank).',
    },
    { label: 'Longest', value: formatDuration(maxSeconds), help: 'The longest failover.' },
    {
      label: 'Over target',
      value: compared === 0 ? '–' : `${overTarget} of ${compared}`,
      help: 'Failovers that took longer than the objective recovery_seconds of their workload.',
      ...(compared > 0 && { verdict: overTarget === 0 ? 'good' : 'bad' }),
    },
    {
      label: 'Without a leader',
      value: formatDuration(leaderlessSeconds),
      help: 'All failovers together, and other times in which no instance led, to about one step of the query.',
    },
    {
      label: 'Two leaders',
      value: overlaps === 0 ? 'never' : `${overlaps}×, ${formatDuration(overlapSeconds)}`,
      help: 'Times in which more than one instance led, and how long in sum, to about one step of the query.',
      verdict: overlaps === 0 ? 'good' : 'bad',
    },
  ];
}
