import { WORKLOAD, type PanelQuery } from '../../vocabulary';

export type FlappingInput = 'desired' | 'reversals' | 'amplitude' | 'bounds' | 'rollout';

/** The inputs of the panel. It finds them by refId; only `desired` is needed. */
export function queries(selector: string): PanelQuery[] {
  const input = (refId: FlappingInput, expr: string, help: string): PanelQuery => ({
    refId,
    expr,
    legend: '{{namespace}}/{{workload}}',
    // The rules look once a minute; looking more often would find more reversals than the alert does.
    minInterval: '1m',
    help,
  });
  return [
    input(
      'desired',
      `${WORKLOAD.replicasDesired.name}{${selector}}`,
      'Replicas that the autoscaler wants, a lane each.'
    ),
    input(
      'reversals',
      `max_over_time(${WORKLOAD.desiredReversals.name}{${selector}}[$__interval])`,
      'Reversals within an hour as recorded: exact where the time range is too long to see them all, or shorter than the hour.'
    ),
    input(
      'amplitude',
      `max_over_time(${WORKLOAD.desiredAmplitude.name}{${selector}}[$__interval])`,
      'Highest less lowest number of wanted replicas within an hour, as recorded.'
    ),
    input(
      'bounds',
      `max_over_time(${WORKLOAD.boundsChanges.name}{${selector}}[$__interval]) > 0`,
      'Edits of the bounds within an hour, which excuse reversals.'
    ),
    input(
      'rollout',
      `${WORKLOAD.replicasUpdated.name}{${selector}} < ${WORKLOAD.replicasCurrent.name}{${selector}}`,
      'There while a release is rolled out, which excuses reversals.'
    ),
  ];
}
