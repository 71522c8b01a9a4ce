import { INSTANCE, WORKLOAD, type Objective, type PanelQuery } from '../../vocabulary';

/** Names of the panel's inputs. */
export const REF = {
  state: 'state',
  mostLeaders: 'most_leaders',
  fewestLeaders: 'fewest_leaders',
  failover: 'failover',
  failoverAt: 'failover_at',
  target: 'target',
} as const;

export const RECOVERY: Objective = 'recovery_seconds';

/**
 * The inputs of the panel. States are looked at once a step; the number of leaders is taken over the whole step, so that two
 * leaders, or none, are not missed between two looks. The windows are moved by a millisecond, because those of Prometheus 2
 * hold both of their ends and would report a sample between two steps in both. An instance that took over several times
 * within one step shows its last failover.
 */
export function queries(selector: string): PanelQuery[] {
  const window = (name: string, over: string) => `${over}(${name}{${selector}}[$__interval] offset -1ms)`;
  return [
    {
      refId: REF.state,
      expr: `${INSTANCE.state.name}{${selector}} == 1`,
      legend: '{{workload}} {{instance}} {{state}}',
      minInterval: '15s',
      help: 'State of each instance: its lane.',
    },
    {
      refId: REF.mostLeaders,
      expr: window(WORKLOAD.leaders.name, 'max_over_time'),
      legend: '{{workload}}',
      minInterval: '15s',
      help: 'Most leaders at once within each step. More than one is marked.',
    },
    {
      refId: REF.fewestLeaders,
      expr: window(WORKLOAD.leaders.name, 'min_over_time'),
      legend: '{{workload}}',
      minInterval: '15s',
      help: 'Fewest leaders within each step. None is marked, unless a failover explains it.',
    },
    {
      refId: REF.failover,
      expr: window(INSTANCE.failover.name, 'last_over_time'),
      legend: '{{workload}} {{instance}} {{phase}}',
      minInterval: '15s',
      help: 'Phases of each failover, by the instance that took over.',
    },
    {
      refId: REF.failoverAt,
      expr: window(INSTANCE.failoverTimestamp.name, 'last_over_time'),
      legend: '{{workload}} {{instance}}',
      minInterval: '15s',
      help: 'When each failover was complete. Together with the instance it tells one failover from another.',
    },
    {
      refId: REF.target,
      expr: `${WORKLOAD.objective.name}{${selector}, objective="${RECOVERY}"}`,
      legend: '{{workload}}',
      minInterval: '15s',
      help: 'Longest recovery that each workload allows itself, seconds.',
    },
  ];
}
