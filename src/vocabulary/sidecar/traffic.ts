import type { MetricDefinition } from '../types';

/** What the inbound proxy counts. */
export const TRAFFIC = {
  httpRequests: {
    name: 'http_requests_total',
    type: 'counter',
    unit: 'requests',
    labels: ['method', 'route', 'status_code'],
    help: 'Requests answered through the inbound proxy.',
  },
  httpRequestDuration: {
    name: 'http_request_duration_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['route'],
    help: 'Time from the first byte of the request to the last byte of the answer (of a question, to its completion), waiting for a cold start included.',
  },
  httpRequestsInFlight: {
    name: 'http_requests_in_flight',
    type: 'gauge',
    unit: 'requests',
    labels: [],
    help: 'Requests being answered now.',
  },
  httpRequestsAborted: {
    name: 'http_requests_aborted_total',
    type: 'counter',
    unit: 'requests',
    labels: ['reason'],
    help: 'Requests that ended early: the client left, or the backend broke off its answer.',
  },
  httpSemanticErrors: {
    name: 'http_semantic_errors_total',
    type: 'counter',
    unit: 'requests',
    labels: ['route', 'reason'],
    help: 'Answers with a success status whose body reports an error.',
  },
  httpRequestsDelayedByColdStart: {
    name: 'http_requests_delayed_by_cold_start_total',
    type: 'counter',
    unit: 'requests',
    labels: [],
    help: 'Requests that arrived before the backend was ready and were held or refused.',
  },
  httpColdStartWait: {
    name: 'http_cold_start_wait_seconds_total',
    type: 'counter',
    unit: 'seconds',
    labels: [],
    help: 'Time that requests spent waiting for the backend to become ready.',
  },
} as const satisfies Record<string, MetricDefinition>;
