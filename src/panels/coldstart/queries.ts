import { INSTANCE, sumOver, WORKLOAD, type Objective, type PanelQuery } from '../../vocabulary';

/** Names of the panel's inputs. */
export const REF = {
  phases: 'phases',
  readyAt: 'ready_at',
  delayed: 'delayed',
  delaySeconds: 'delay_seconds',
  target: 'target',
} as const;

export const COLD_START: Objective = 'cold_start_seconds';

/** The rules record starts this often. A longer step would show only the last of two starts that follow each other at once. */
const RULE_INTERVAL = '15s';

/**
 * The inputs of the panel. Starts are recorded for ten minutes, so that no step misses one; an instance that started several
 * times within one step shows its last start.
 */
export function queries(selector: string): PanelQuery[] {
  return [
    {
      refId: REF.phases,
      expr: `last_over_time(${INSTANCE.startup.name}{${selector}}[$__interval])`,
      legend: '{{workload}} {{instance}} {{phase}}',
      minInterval: RULE_INTERVAL,
      help: 'Phases of each start-up, seconds: schedule, init, boot, load, total.',
    },
    {
      refId: REF.readyAt,
      expr: `last_over_time(${INSTANCE.readyTimestamp.name}{${selector}}[$__interval])`,
      legend: '{{workload}} {{instance}}',
      minInterval: RULE_INTERVAL,
      help: 'When each start-up was finished. Together with the instance it tells one start from another.',
    },
    {
      refId: REF.delayed,
      expr: sumOver(WORKLOAD.requestsDelayed, selector, '$__interval'),
      legend: '{{workload}}',
      minInterval: '1m',
      help: 'Requests of each step that waited for a cold start.',
    },
    {
      refId: REF.delaySeconds,
      expr: sumOver(WORKLOAD.requestDelay, selector, '$__interval'),
      legend: '{{workload}}',
      minInterval: '1m',
      help: 'Time that they waited, seconds.',
    },
    {
      refId: REF.target,
      expr: `${WORKLOAD.objective.name}{${selector}, objective="${COLD_START}"}`,
      legend: '{{workload}}',
      minInterval: '1m',
      help: 'Longest start that each workload allows itself, seconds.',
    },
  ];
}
