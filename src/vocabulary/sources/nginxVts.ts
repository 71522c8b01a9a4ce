import type { MetricDefinition, SourceDefinition } from '../types';

/** Metrics of nginx-module-vts that the adapter reads. Names and labels: its display_prometheus. */
export const NGINX_VTS = {
  upstreamRequests: {
    name: 'nginx_vts_upstream_requests_total',
    type: 'counter',
    unit: 'requests',
    labels: ['upstream', 'backend', 'code', 'backup'],
    help: 'Requests to a server of an upstream, by class.',
  },
  upstreamResponseSeconds: {
    name: 'nginx_vts_upstream_response_seconds_total',
    type: 'counter',
    unit: 'seconds',
    labels: ['upstream', 'backend', 'backup'],
    help: 'Time of its answers.',
  },
  serverRequests: {
    name: 'nginx_vts_server_requests_total',
    type: 'counter',
    unit: 'requests',
    labels: ['host', 'code'],
    help: 'Requests of a server zone, by class.',
  },
  info: {
    name: 'nginx_vts_info',
    type: 'gauge',
    unit: '1',
    labels: [],
    help: '1; there before the first request is.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const NGINX_VTS_SOURCE: SourceDefinition = {
  name: 'nginx_vts',
  title: 'nginx with VTS',
  adapter: 'nginx-vts.yml',
  answers: 'Load and errors as clients see them; requests, errors and time of each backend; whether a backup serves.',
  lost: 'The share of each backend where no sidecar runs, and requests that never reach one.',
  metrics: NGINX_VTS,
};
