import { WORKLOAD, type PanelQuery, type RecordedDefinition } from '../../vocabulary';

/** The inputs of the panel. It finds them by refId; those that are missing leave out what is drawn from them. */
export function queries(selector: string): PanelQuery[] {
  const input = (refId: string, { name }: RecordedDefinition, help: string): PanelQuery => ({
    refId,
    expr: `${name}{${selector}}`,
    legend: '{{namespace}}/{{workload}}',
    minInterval: '15s',
    help,
  });
  return [
    input('current', WORKLOAD.replicasCurrent, 'Replicas that exist, as the filled steps.'),
    input('desired', WORKLOAD.replicasDesired, 'Replicas that the autoscaler wants, as the dashed steps.'),
    input('min', WORKLOAD.replicasMin, 'Lower bound of the autoscaler.'),
    input('max', WORKLOAD.replicasMax, 'Upper bound of the autoscaler: what tells saturation from lag.'),
    input('ready', WORKLOAD.replicasReady, 'Replicas that take requests.'),
    input('load', WORKLOAD.requestRate, 'Requests per second, on the right axis.'),
    input('capacity', WORKLOAD.capacity, 'Requests per second that the ready replicas can carry, on the right axis.'),
  ];
}

export type ReplicasInput = 'current' | 'desired' | 'min' | 'max' | 'ready' | 'load' | 'capacity';
