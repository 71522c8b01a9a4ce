import type { MetricDefinition, SourceDefinition } from '../types';

const HPA = ['namespace', 'horizontalpodautoscaler'] as const;
const DEPLOYMENT = ['namespace', 'deployment'] as const;
const STATEFULSET = ['namespace', 'statefulset'] as const;
const POD = ['namespace', 'pod'] as const;
const OWNER = ['owner_kind', 'owner_name', 'owner_is_controller'] as const;
const TARGET_METRIC = [...HPA, 'metric_name', 'metric_target_type', 'container'] as const;

function gauge(name: string, labels: readonly string[], help: string): MetricDefinition {
  return { name, type: 'gauge', unit: '1', labels, help };
}

function timeOf(name: string, labels: readonly string[], help: string): MetricDefinition {
  return { name, type: 'gauge', unit: 'timestamp_seconds', labels, help };
}

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
  statefulSetSpecReplicas: replicasOf('kube_statefulset_replicas', STATEFULSET, 'Replicas asked for.'),
  statefulSetReplicas: replicasOf('kube_statefulset_status_replicas', STATEFULSET, 'Replicas that exist.'),
  statefulSetReadyReplicas: replicasOf(
    'kube_statefulset_status_replicas_ready',
    STATEFULSET,
    'Replicas that are ready.'
  ),
  statefulSetUpdatedReplicas: replicasOf(
    'kube_statefulset_status_replicas_updated',
    STATEFULSET,
    'Replicas of the newest template.'
  ),
  hpaTargetMetric: gauge('kube_horizontalpodautoscaler_spec_target_metric', TARGET_METRIC, 'Target of a metric.'),
  hpaStatusMetric: gauge('kube_horizontalpodautoscaler_status_target_metric', TARGET_METRIC, 'Value of a metric.'),
  hpaLabels: gauge(
    'kube_horizontalpodautoscaler_labels',
    [...HPA, 'label_scaledobject_keda_sh_name'],
    'Labels of the autoscaler that --metric-labels-allowlist lets through.'
  ),
  podOwner: gauge('kube_pod_owner', [...POD, ...OWNER], 'Owner of the pod.'),
  replicaSetOwner: gauge('kube_replicaset_owner', ['namespace', 'replicaset', ...OWNER], 'Owner of the ReplicaSet.'),
  mixinPodOwner: gauge(
    'namespace_workload_pod:kube_pod_owner:relabel',
    [...POD, 'workload', 'workload_type'],
    'Workload of the pod, as kubernetes-mixin records it.'
  ),
  podCreated: timeOf('kube_pod_created', POD, 'When the pod was created.'),
  podScheduledTime: timeOf('kube_pod_status_scheduled_time', POD, 'When it got a node.'),
  podStartTime: timeOf('kube_pod_start_time', POD, 'When the kubelet acknowledged it.'),
  podInitializedTime: timeOf('kube_pod_status_initialized_time', POD, 'When its init containers were done.'),
  containerStarted: timeOf('kube_pod_container_state_started', [...POD, 'container'], 'When the container started.'),
  podReadyTime: timeOf('kube_pod_status_ready_time', POD, 'When it last became ready; absent while it is not.'),
  podReady: gauge('kube_pod_status_ready', [...POD, 'condition'], '1 for the status of the condition Ready.'),
  podPhase: gauge('kube_pod_status_phase', [...POD, 'phase'], '1 for the phase the pod is in.'),
  containerRestarts: {
    name: 'kube_pod_container_status_restarts_total',
    type: 'counter',
    unit: '1',
    labels: [...POD, 'container'],
    help: 'Restarts of the container.',
  },
  podDeleted: timeOf('kube_pod_deletion_timestamp', POD, 'When the pod has to be gone; absent unless it terminates.'),
  jobOwner: gauge('kube_job_owner', ['namespace', 'job_name', ...OWNER], 'Owner of the Job.'),
  leaseOwner: gauge('kube_lease_owner', ['namespace', 'lease', 'lease_holder'], 'Holder of the lease.'),
  leaseRenewTime: timeOf('kube_lease_renew_time', ['namespace', 'lease'], 'When the lease was last renewed.'),
} as const satisfies Record<string, MetricDefinition>;

export const KUBE_STATE_METRICS_SOURCE: SourceDefinition = {
  name: 'kube_state_metrics',
  title: 'kube-state-metrics',
  adapter: 'kube-state-metrics.yml',
  answers: 'Replicas, bounds and conditions of autoscalers; starts and pods that wait to be ready; leases.',
  lost: 'Bounds and limits of autoscalers, the wait for a node and an image; replicas come from the sidecars alone.',
  metrics: KUBE_STATE_METRICS,
};
