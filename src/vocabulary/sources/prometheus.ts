import type { MetricDefinition } from '../types';

/** Series that Prometheus writes by itself and that adapters and panels may read. */
export const PROMETHEUS = {
  up: { name: 'up', type: 'gauge', unit: '1', labels: [], help: '1 while the last scrape succeeded.' },
  alerts: {
    name: 'ALERTS',
    type: 'gauge',
    unit: '1',
    labels: ['alertname', 'alertstate', 'severity', 'bundle'],
    help: 'Alerts that are pending or firing.',
  },
} as const satisfies Record<string, MetricDefinition>;
