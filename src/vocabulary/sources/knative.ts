import type { MetricDefinition, SourceDefinition } from '../types';

/** Metrics of Knative Serving that the adapter reads. Names and labels: pkg/autoscaler/scaling, pkg/reconciler/autoscaling/kpa and pkg/queue of knative/serving, and the documentation of 1.18 for the older ones. */
const METRICS = {
  desired: {
    name: 'kn_revision_pods_desired',
    type: 'gauge',
    unit: 'replicas',
    labels: ['k8s_namespace_name', 'kn_revision_name'],
    help: 'Pods that the autoscaler wants.',
  },
  desiredBefore: {
    name: 'autoscaler_desired_pods',
    type: 'gauge',
    unit: 'replicas',
    labels: ['namespace_name', 'revision_name'],
    help: 'The same, before 1.19.',
  },
  ready: {
    name: 'kn_revision_pods_count',
    type: 'gauge',
    unit: 'replicas',
    labels: ['k8s_namespace_name', 'kn_revision_name'],
    help: 'Pods that are ready.',
  },
  readyBefore: {
    name: 'autoscaler_actual_pods',
    type: 'gauge',
    unit: 'replicas',
    labels: ['namespace_name', 'revision_name'],
    help: 'The same, before 1.19.',
  },
  notReady: {
    name: 'kn_revision_pods_not_ready_count',
    type: 'gauge',
    unit: 'replicas',
    labels: ['k8s_namespace_name', 'kn_revision_name'],
    help: 'Pods that run and are not ready.',
  },
  notReadyBefore: {
    name: 'autoscaler_not_ready_pods',
    type: 'gauge',
    unit: 'replicas',
    labels: ['namespace_name', 'revision_name'],
    help: 'The same, before 1.19.',
  },
  pending: {
    name: 'kn_revision_pods_pending_count',
    type: 'gauge',
    unit: 'replicas',
    labels: ['k8s_namespace_name', 'kn_revision_name'],
    help: 'Pods that wait for a node or an image.',
  },
  pendingBefore: {
    name: 'autoscaler_pending_pods',
    type: 'gauge',
    unit: 'replicas',
    labels: ['namespace_name', 'revision_name'],
    help: 'The same, before 1.19.',
  },
  invocations: {
    name: 'kn_serving_invocation_duration_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['http_response_status_code'],
    help: 'Duration of requests to the container.',
  },
  requestsBefore: {
    name: 'revision_request_count',
    type: 'counter',
    unit: 'requests',
    labels: ['namespace_name', 'revision_name', 'response_code_class', 'pod_name'],
    help: 'Requests to the container, before 1.19.',
  },
  latenciesBefore: {
    name: 'revision_request_latencies',
    type: 'histogram',
    unit: '1',
    labels: ['namespace_name', 'revision_name'],
    help: 'Their duration in milliseconds, before 1.19.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const KNATIVE_SOURCE: SourceDefinition = {
  name: 'knative',
  title: 'Knative Serving',
  adapter: 'knative.yml',
  answers:
    'Replicas that the autoscaler wants and has; load, errors and latency as the queue-proxy of each pod counts them.',
  lost: 'Load and errors of revisions without a sidecar; replicas come from kube-state-metrics.',
  metrics: METRICS,
};
