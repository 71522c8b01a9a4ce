import type { MetricDefinition } from '../types';

/** Leader or standby, and what a failover took. */
export const ROLE = {
  backendRole: {
    name: 'backend_role',
    type: 'gauge',
    unit: '1',
    labels: ['role'],
    help: '1 for the role this instance has: leader or standby. Absent when no role is configured.',
  },
  leaseTransitions: {
    name: 'lease_transitions_total',
    type: 'counter',
    unit: '1',
    labels: [],
    help: 'Changes of the holder of the lease that this sidecar has seen.',
  },
  leaseRenewTimestamp: {
    name: 'lease_renew_timestamp_seconds',
    type: 'gauge',
    unit: 'timestamp_seconds',
    labels: [],
    help: 'When the holder last renewed the lease.',
  },
  leaderLostTimestamp: {
    name: 'backend_leader_lost_timestamp_seconds',
    type: 'gauge',
    unit: 'timestamp_seconds',
    labels: [],
    help: 'When this instance last stopped serving as leader, as its own sidecar saw it.',
  },
  failovers: {
    name: 'failovers_total',
    type: 'counter',
    unit: '1',
    labels: ['cause'],
    help: 'Times this instance took over from another leader.',
  },
  failoverDuration: {
    name: 'failover_seconds',
    type: 'gauge',
    unit: 'seconds',
    labels: ['phase'],
    help: 'Phases of the last failover to this instance as far as they were seen: detect, elect, take_over, total.',
  },
  failoverTimestamp: {
    name: 'failover_timestamp_seconds',
    type: 'gauge',
    unit: 'timestamp_seconds',
    labels: [],
    help: 'When the last failover to this instance was complete.',
  },
} as const satisfies Record<string, MetricDefinition>;
