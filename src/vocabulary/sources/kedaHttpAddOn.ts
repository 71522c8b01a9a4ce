import type { MetricDefinition, SourceDefinition } from '../types';

/** Metrics of the interceptor of KEDA's HTTP add-on that the adapter reads. Names and labels: keda.sh/http-add-on/1.0/reference/metrics, interceptor/metrics and the changelog. */
const METRICS = {
  requests: {
    name: 'interceptor_request_count_total',
    type: 'counter',
    unit: 'requests',
    labels: ['route_name', 'route_namespace', 'code', 'method', 'cold_start'],
    help: 'Requests.',
  },
  requestsUnreleased: {
    name: 'interceptor_requests_total',
    type: 'counter',
    unit: 'requests',
    labels: ['route_name', 'route_namespace', 'code', 'method'],
    help: 'The same, in some builds of before 1.0.',
  },
  concurrency: {
    name: 'interceptor_request_concurrency',
    type: 'gauge',
    unit: 'requests',
    labels: ['route_name', 'route_namespace'],
    help: 'Requests that are answered or held.',
  },
  pending: {
    name: 'interceptor_pending_requests',
    type: 'gauge',
    unit: 'requests',
    labels: ['route_name', 'route_namespace'],
    help: 'The same, in some builds of before 1.0.',
  },
  pendingBefore: {
    name: 'interceptor_pending_request_count',
    type: 'gauge',
    unit: 'requests',
    labels: ['host'],
    help: 'The same, before 0.14.',
  },
  duration: {
    name: 'interceptor_request_duration_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['route_name', 'route_namespace', 'code', 'method', 'cold_start'],
    help: 'Duration of requests, those that waited included.',
  },
  coldStart: {
    name: 'interceptor_cold_start_duration_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['route_name', 'route_namespace', 'outcome'],
    help: 'How long requests waited until a replica was ready.',
  },
  target: {
    name: 'target_info',
    type: 'gauge',
    unit: '1',
    labels: ['service_name'],
    help: '1; there before the first request is.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const KEDA_HTTP_ADD_ON_SOURCE: SourceDefinition = {
  name: 'keda_http_add_on',
  title: 'KEDA HTTP add-on',
  adapter: 'keda-http-add-on.yml',
  answers: 'Load, errors and latency before a workload, and requests that wait while it starts from zero.',
  lost: 'Who waits for a cold start where no sidecar runs.',
  metrics: METRICS,
};
