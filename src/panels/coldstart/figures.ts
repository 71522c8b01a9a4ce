import { formatDuration } from '../../viz/lanes/duration';
import type { FigureRowItem } from '../../viz/lanes/FigureRow';
import { formatNumber } from '../../viz/format';
import type { ColdStartModel } from './model';

/** The numbers above the chart: how often, how long, where the time went, who waited. */
export function figures({ summary, waiting }: ColdStartModel): FigureRowItem[] {
  const { starts, p50Seconds, p95Seconds, maxSeconds, compared, overTarget, slowestPhase } = summary;
  return [
    { label: 'Starts', value: String(starts), help: 'Starts that were finished in the time range, each counted once.' },
    { label: 'Median', value: formatDuration(p50Seconds), help: 'Half of the starts took no longer (nearest rank).' },
    { label: 'P95', value: formatDuration(p95Seconds), help: '95 % of the starts took no longer (nearest rank).' },
    { label: 'Longest', value: formatDuration(maxSeconds), help: 'The longest start.' },
    {
      label: 'Over target',
      value: compared === 0 ? '–' : `${overTarget} of ${compared}`,
      help: 'Starts that took longer than the objective cold_start_seconds of their workload.',
      ...(compared > 0 && { verdict: overTarget === 0 ? 'good' : 'bad' }),
    },
    {
      label: 'Slowest phase',
      value: slowestPhase ? `${slowestPhase.phase} ${formatNumber(slowestPhase.share, 'percentunit', 0)}` : '–',
      help: 'The phase in which most of the time of all starts went: schedule, until the pod has a node; init, its init containers; boot, image and process; load, from then to the first ready answer.',
    },
    {
      label: 'Requests waited',
      value: formatNumber(waiting.totalRequests, 'short'),
      help: 'Requests that arrived before an instance was ready and were held or refused.',
    },
    {
      label: 'Mean wait',
      value: formatDuration(waiting.meanSeconds),
      help: 'Mean time that a request waited, of those that waited.',
    },
  ];
}
