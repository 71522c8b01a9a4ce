import type { MetricDefinition } from '../types';

const HPA = ['namespace', 'horizontalpodautoscaler'] as const;
const DEPLOYMENT = ['namespace', 'deployment'] as const;

function replicasOf(name: string, labels: readonly string[], help: string): MetricDefinition {
  return { name, type: 'gauge', unit: 'replicas', labels, help };
}

/**
 * Metrics of kube-state-metrics that the adapter `alerts/rules/sources/kube-state-metrics.yml` reads.
 * Names and labels: kube-state-metrics documentation, docs/metrics.
 */
export const KUBE_STATE_METRICS = {
  hpaInfo: {
    name: 'kube_horizontalpodautoscaler_info',
    type: 'gauge',
    unit: '1',
    labels: [...HPA, 'scaletargetref_kind', 'scaletargetref_name'],
    help: 'What the autoscaler scales.',
  },
  hpaMinReplicas: replicasOf('kube_horizontalpodautoscaler_spec_min_replicas', HPA, 'Lower bound.'),
  hpaMaxReplicas: replicasOf('kube_horizontalpodautoscaler_spec_max_replicas', HPA, 'Upper bound.'),
  hpaCurrentReplicas: replicasOf(
    'kube_horizontalpodautoscaler_status_current_replicas',
    HPA,
    'Replicas the autoscaler sees.'
  ),
  hpaDesiredReplicas: replicasOf('kube_horizontalpodautoscaler_status_desired_replicas', HPA, 'Replicas it wants.'),
  hpaCondition: {
    name: 'kube_horizontalpodautoscaler_status_condition',
    type: 'gauge',
    unit: '1',
    labels: [...HPA, 'condition', 'status'],
    help: 'Conditions AbleToScale, ScalingActive and ScalingLimited.',
  },
  deploymentSpecReplicas: replicasOf('kube_deployment_spec_replicas', DEPLOYMENT, 'Replicas asked for.'),
  deploymentReplicas: replicasOf('kube_deployment_status_replicas', DEPLOYMENT, 'Replicas that exist.'),
  deploymentReadyReplicas: replicasOf('kube_deployment_status_replicas_ready', DEPLOYMENT, 'Replicas that are ready.'),
  deploymentUpdatedReplicas: replicasOf(
    'kube_deployment_status_replicas_updated',
    DEPLOYMENT,
    'Replicas of the newest template.'
  ),
} as const satisfies Record<string, MetricDefinition>;
