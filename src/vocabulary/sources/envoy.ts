import type { MetricDefinition, SourceDefinition } from '../types';

/** Metrics of Istio and of Envoy that the adapter reads. Names and labels: istio.io/latest/docs/reference/config/metrics and the statistics of upstream clusters in the documentation of Envoy. */
const METRICS = {
  istioRequests: {
    name: 'istio_requests_total',
    type: 'counter',
    unit: 'requests',
    labels: ['reporter', 'destination_workload', 'destination_workload_namespace', 'response_code'],
    help: 'Requests, as each end counts them.',
  },
  istioDuration: {
    name: 'istio_request_duration_milliseconds',
    type: 'histogram',
    unit: '1',
    labels: ['reporter', 'destination_workload', 'destination_workload_namespace'],
    help: 'Their duration in milliseconds.',
  },
  upstreamRequests: {
    name: 'envoy_cluster_upstream_rq_xx',
    type: 'counter',
    unit: 'requests',
    labels: ['envoy_cluster_name', 'envoy_response_code_class'],
    help: 'Requests to an upstream cluster, by class.',
  },
  upstreamTime: {
    name: 'envoy_cluster_upstream_rq_time',
    type: 'histogram',
    unit: '1',
    labels: ['envoy_cluster_name'],
    help: 'Their duration in milliseconds.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const ENVOY_SOURCE: SourceDefinition = {
  name: 'envoy',
  title: 'Istio and Envoy',
  adapter: 'envoy.yml',
  answers: 'Load, errors and latency of a workload as the mesh or a proxy before it counts them.',
  lost: 'Load and errors of workloads without a sidecar.',
  metrics: METRICS,
};
