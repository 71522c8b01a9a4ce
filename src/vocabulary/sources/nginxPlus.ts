import type { MetricDefinition, SourceDefinition } from '../types';

/** Metrics of nginx-prometheus-exporter for nginx Plus that the adapter reads. Names and labels: its README. */
export const NGINX_PLUS = {
  upstreamState: {
    name: 'nginxplus_upstream_server_state',
    type: 'gauge',
    unit: '1',
    labels: ['upstream', 'server', 'backup'],
    help: '1 up, 2 draining, 3 down, 4 unavailable, 5 being checked, 6 unhealthy.',
  },
  upstreamRequests: {
    name: 'nginxplus_upstream_server_requests',
    type: 'counter',
    unit: 'requests',
    labels: ['upstream', 'server', 'backup'],
    help: 'Requests to a server of an upstream.',
  },
  upstreamResponses: {
    name: 'nginxplus_upstream_server_responses',
    type: 'counter',
    unit: 'requests',
    labels: ['upstream', 'server', 'code', 'backup'],
    help: 'Its answers by class.',
  },
  upstreamFails: {
    name: 'nginxplus_upstream_server_fails',
    type: 'counter',
    unit: 'requests',
    labels: ['upstream', 'server', 'backup'],
    help: 'Attempts to reach it that failed.',
  },
  upstreamResponseTime: {
    name: 'nginxplus_upstream_server_response_time',
    type: 'gauge',
    unit: '1',
    labels: ['upstream', 'server', 'backup'],
    help: 'Mean time of its answers, milliseconds.',
  },
  zoneRequests: {
    name: 'nginxplus_server_zone_requests',
    type: 'counter',
    unit: 'requests',
    labels: ['server_zone'],
    help: 'Requests of a server zone.',
  },
  zoneResponses: {
    name: 'nginxplus_server_zone_responses',
    type: 'counter',
    unit: 'requests',
    labels: ['server_zone', 'code'],
    help: 'Its answers by class.',
  },
  zoneProcessing: {
    name: 'nginxplus_server_zone_processing',
    type: 'gauge',
    unit: 'requests',
    labels: ['server_zone'],
    help: 'Requests being answered.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const NGINX_PLUS_SOURCE: SourceDefinition = {
  name: 'nginx_plus',
  title: 'nginx Plus',
  adapter: 'nginx-plus.yml',
  answers: 'As nginx with VTS, and which backend is taken out.',
  lost: 'As nginx with VTS, and backends that are down though their pod runs.',
  metrics: NGINX_PLUS,
};
