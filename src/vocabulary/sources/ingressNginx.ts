import type { MetricDefinition, SourceDefinition } from '../types';

/** Metrics of ingress-nginx that the adapter reads. Names and labels: internal/ingress/metric/collectors/socket.go. */
const METRICS = {
  requests: {
    name: 'nginx_ingress_controller_requests',
    type: 'counter',
    unit: 'requests',
    labels: ['namespace', 'exported_namespace', 'ingress', 'service', 'exported_service', 'status'],
    help: 'Requests, by status code or class.',
  },
  duration: {
    name: 'nginx_ingress_controller_request_duration_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['namespace', 'exported_namespace', 'ingress', 'service', 'exported_service'],
    help: 'Their duration.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const INGRESS_NGINX_SOURCE: SourceDefinition = {
  name: 'ingress_nginx',
  title: 'ingress-nginx',
  adapter: 'ingress-nginx.yml',
  answers: 'Load, errors and latency of a workload as the ingress before it counts them.',
  lost: 'Load and errors of workloads without a sidecar.',
  metrics: METRICS,
};
