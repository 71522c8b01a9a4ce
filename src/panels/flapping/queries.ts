import { VERDICTS, verdictOver, WORKLOAD, type PanelQuery } from '../../vocabulary';

export type FlappingInput = 'desired' | 'flapping' | 'reversals' | 'amplitude' | 'rollout';

/** The inputs of the panel. It finds them by refId; only `desired` is needed. */
export function queries(selector: string): PanelQuery[] {
  const input = (refId: FlappingInput, expr: string, help: string): PanelQuery => ({
    refId,
    expr,
    legend: '{{namespace}}/{{workload}}',
    // The rules look once a minute; looking more often would find more reversals than they do.
    minInterval: '1m',
    help,
  });
  return [
    input(
      'desired',
      `${WORKLOAD.replicasDesired.name}{${selector}}`,
      'Replicas that the autoscaler desires, a lane each.'
    ),
    input('flapping', verdictOver(VERDICTS.flapping.record, selector), 'The verdict: there while it flaps.'),
    input(
      'reversals',
      `max_over_time(${WORKLOAD.desiredReversals.name}{${selector}}[$__interval])`,
      'Reversals within an hour as recorded: exact where the time range is too long to see them all, or shorter than the hour.'
    ),
    input(
      'amplitude',
      `max_over_time(${WORKLOAD.desiredAmplitude.name}{${selector}}[$__interval])`,
      'Highest less lowest number of desired replicas within an hour, as recorded.'
    ),
    input(
      'rollout',
      verdictOver(WORKLOAD.releaseRunning.name, selector),
      'There while a release is rolled out, whose moves are not the autoscaler’s.'
    ),
  ];
}
