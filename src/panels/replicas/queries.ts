import type { RecordedScalingVerdict } from '../../elasticity/scaling';
import { VERDICTS, verdictOver, WORKLOAD, type PanelQuery, type RecordedDefinition } from '../../vocabulary';

/** The names of the inputs that hold verdicts. */
export const VERDICT_REF: Readonly<Record<RecordedScalingVerdict, string>> = {
  capacityShort: 'short',
  scalingLagging: 'lagging',
  atMaxShort: 'at_max_short',
  desiredNotReached: 'not_reached',
  autoscalerBlind: 'blind',
  autoscalerUnable: 'unable',
};

/** The inputs of the panel. It finds them by refId; those that are missing leave out what is drawn from them. */
export function queries(selector: string): PanelQuery[] {
  const legend = '{{namespace}}/{{workload}}';
  const input = (refId: ReplicasInput, { name }: RecordedDefinition, help: string): PanelQuery => ({
    refId,
    expr: `${name}{${selector}}`,
    legend,
    minInterval: '15s',
    help,
  });
  const verdict = (verdict: RecordedScalingVerdict, record: string, help: string): PanelQuery => ({
    refId: VERDICT_REF[verdict],
    expr: verdictOver(record, selector),
    legend,
    minInterval: '1m',
    help: `${help} There while it holds.`,
  });
  return [
    input('current', WORKLOAD.replicasCurrent, 'Replicas that exist, as the filled steps.'),
    input('desired', WORKLOAD.replicasDesired, 'Replicas that the autoscaler desires, as the dashed steps.'),
    input('min', WORKLOAD.replicasMin, 'Lower bound of the autoscaler.'),
    input('max', WORKLOAD.replicasMax, 'Upper bound of the autoscaler.'),
    input('ready', WORKLOAD.replicasReady, 'Replicas that take requests.'),
    input('load', WORKLOAD.requestRate, 'Requests per second, on the right axis.'),
    input('capacity', WORKLOAD.capacity, 'Requests per second that the ready replicas can carry, on the right axis.'),
    verdict('capacityShort', WORKLOAD.capacityShort.name, 'Load above what ready replicas carry, shaded.'),
    verdict('scalingLagging', VERDICTS.scalingLagging.record, VERDICTS.scalingLagging.words),
    verdict('atMaxShort', VERDICTS.atMaxShort.record, VERDICTS.atMaxShort.words),
    verdict('desiredNotReached', VERDICTS.desiredNotReached.record, VERDICTS.desiredNotReached.words),
    verdict('autoscalerBlind', VERDICTS.autoscalerBlind.record, VERDICTS.autoscalerBlind.words),
    verdict('autoscalerUnable', VERDICTS.autoscalerUnable.record, VERDICTS.autoscalerUnable.words),
  ];
}

export type ReplicasInput = 'current' | 'desired' | 'min' | 'max' | 'ready' | 'load' | 'capacity';
