import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Who leads, who stands by, and how often and for how long did nobody? */
export const FAILOVER = {
  electedDesired: recorded(
    'workload',
    'replicas_desired:elected',
    'replicas',
    'Replicas that the autoscaler wants; only for workloads that elect a leader.'
  ),
  leaders: recorded('workload', 'leaders', '1', 'Instances that lead; only for workloads that elect a leader.'),
  standbys: recorded('workload', 'standbys', '1', 'Instances that stand by; only for workloads that elect a leader.'),
  standbysMax1d: recorded('workload', 'standbys:max1d', '1', 'Most instances that stood by at one time within a day.'),
  leaderless: recorded(
    'workload',
    'leaderless',
    '1',
    '1 while a workload that elects a leader and wants or runs instances has no leader, else 0. Absent where the leader may only be out of sight.'
  ),
  electedAtZero: recorded(
    'workload',
    'elected_at_zero',
    '1',
    '1 while a workload that elects a leader is scaled to zero and runs no instance; absent otherwise.'
  ),
  leaderlessSeconds: recorded(
    'workload',
    'leaderless_seconds:increase1m',
    'seconds',
    'Time of the last minute in which nobody led, in steps of 15 s.'
  ),
  leaderlessSeconds1h: recorded(
    'workload',
    'leaderless_seconds:increase1h',
    'seconds',
    'Time of the last hour in which nobody led.'
  ),
  leaderlessSeconds1d: recorded(
    'workload',
    'leaderless_seconds:increase1d',
    'seconds',
    'Time of the last 24 hours in which nobody led.'
  ),
  failovers: recorded(
    'workload',
    'failovers:increase1m',
    '1',
    'Times in the last minute that an instance took over from another leader, exact.',
    ['cause']
  ),
  leaderChanges: recorded(
    'workload',
    'leader_changes:increase1h',
    '1',
    'Changes of the leader within an hour, without drills; of the most restless lease where no sidecar has a role.'
  ),
  standbyRequestsInFlight: recorded(
    'workload',
    'standby_requests_in_flight',
    'requests',
    'Requests being answered by instances that have a role and do not lead.'
  ),
  configHashes: recorded(
    'workload',
    'config_hashes',
    '1',
    'Different configurations of the sidecars; 1 when all are the same.'
  ),
  undrilledSince: recorded(
    'workload',
    'undrilled_since_timestamp_seconds',
    'timestamp_seconds',
    'When the last failover drill was; before the first one, when the workload was first seen to elect a leader.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
