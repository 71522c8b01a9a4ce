import { KUBE_STATE_METRICS } from '../../../src/vocabulary';
import { series, type ModelSeries } from '../series';

/** Where an object is, and what it is called. */
export interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

/** Replicas of a Deployment. */
export interface ReplicasState {
  /** `spec.replicas`. */
  readonly asked: number;
  /** `status.replicas`: those that exist and are not being deleted. */
  readonly existing: number;
  readonly ready: number;
  /** Of the newest template. */
  readonly updated: number;
}

/** A Deployment as kube-state-metrics shows it. */
export function deploymentSeries({ namespace, name }: ObjectName): Array<ModelSeries<ReplicasState>> {
  const names = KUBE_STATE_METRICS;
  const labels = { namespace, deployment: name };
  return [
    series(names.deploymentSpecReplicas, labels, ({ asked }) => asked),
    series(names.deploymentReplicas, labels, ({ existing }) => existing),
    series(names.deploymentReadyReplicas, labels, ({ ready }) => ready),
    series(names.deploymentUpdatedReplicas, labels, ({ updated }) => updated),
  ];
}
