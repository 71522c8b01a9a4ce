import { KUBE_STATE_METRICS } from '../../../src/vocabulary';
import { series, type ModelSeries } from '../series';

/** Where an object is, and what it is called. */
export interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

/** Replicas of a Deployment or a StatefulSet. */
export interface ReplicasState {
  /** `spec.replicas`. */
  readonly asked: number;
  /** `status.replicas`: those that exist and are not being deleted. */
  readonly existing: number;
  readonly ready: number;
  /** Of the newest template. */
  readonly updated: number;
}

const names = KUBE_STATE_METRICS;

/** A Deployment as kube-state-metrics shows it. */
export function deploymentSeries({ namespace, name }: ObjectName): Array<ModelSeries<ReplicasState>> {
  const labels = { namespace, deployment: name };
  return [
    series(names.deploymentSpecReplicas, labels, ({ asked }) => asked),
    series(names.deploymentReplicas, labels, ({ existing }) => existing),
    series(names.deploymentReadyReplicas, labels, ({ ready }) => ready),
    series(names.deploymentUpdatedReplicas, labels, ({ updated }) => updated),
  ];
}

/** A StatefulSet as kube-state-metrics shows it. */
export function statefulSetSeries({ namespace, name }: ObjectName): Array<ModelSeries<ReplicasState>> {
  const labels = { namespace, statefulset: name };
  return [
    series(names.statefulSetSpecReplicas, labels, ({ asked }) => asked),
    series(names.statefulSetReplicas, labels, ({ existing }) => existing),
    series(names.statefulSetReadyReplicas, labels, ({ ready }) => ready),
    series(names.statefulSetUpdatedReplicas, labels, ({ updated }) => updated),
  ];
}
