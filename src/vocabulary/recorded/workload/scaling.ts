import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Do replicas follow the load? */
export const SCALING = {
  replicasCurrent: recorded('workload', 'replicas_current', 'replicas', 'Replicas that exist.'),
  replicasDesired: recorded('workload', 'replicas_desired', 'replicas', 'Replicas that the autoscaler wants.'),
  replicasReady: recorded('workload', 'replicas_ready', 'replicas', 'Replicas that are ready.'),
  replicasUpdated: recorded('workload', 'replicas_updated', 'replicas', 'Replicas of the newest release.'),
  replicasMin: recorded('workload', 'replicas_min', 'replicas', 'Lower bound of the autoscaler.'),
  replicasMax: recorded('workload', 'replicas_max', 'replicas', 'Upper bound of the autoscaler.'),
  scalingActive: recorded('workload', 'scaling_active', '1', '1 while the autoscaler can decide.'),
  scalingLimited: recorded('workload', 'scaling_limited', '1', '1 while a bound or a policy limits the autoscaler.'),
  capacity: recorded(
    'workload',
    'requests_capacity',
    'requests_per_second',
    'Load that the ready replicas can carry: ready replicas times the objective qps_per_replica.'
  ),
  saturation: recorded('workload', 'requests_capacity:used_ratio', 'ratio', 'Load divided by capacity.'),
  atZeroReplicas: recorded('workload', 'at_zero_replicas', 'replicas', '0 while no replica exists; else absent.'),
  atMaxReplicas: recorded(
    'workload',
    'at_max_replicas',
    'replicas',
    'Upper bound of the autoscaler, while no fewer replicas are wanted; else absent.'
  ),
  podsReady: recorded(
    'workload',
    'pods_ready',
    'replicas',
    'Pods that are ready, of workloads that are neither a Deployment nor a StatefulSet.'
  ),
  replicasOutdated: recorded(
    'workload',
    'replicas_outdated',
    'replicas',
    'Replicas of an older release; absent while there are none.'
  ),
  releaseProgress: recorded(
    'workload',
    'release_progress_timestamp_seconds',
    'timestamp_seconds',
    'When the number of outdated replicas last changed; absent while there are none.'
  ),
  releaseRunning: recorded(
    'workload',
    'release_running',
    '1',
    '1 while a release is rolled out: replicas are outdated, and fewer or more of them than 15 minutes (or one start) ago.'
  ),
  readyBelowDesired: recorded(
    'workload',
    'replicas_ready:below_desired',
    'replicas',
    'Ready replicas while they are fewer than wanted and no release is rolled out; only for workloads without a leader.'
  ),
  readyStuckSince: recorded(
    'workload',
    'replicas_ready:stuck_since_timestamp_seconds',
    'timestamp_seconds',
    'Since when no replica more became ready although more are wanted.'
  ),
  capacityShort: recorded(
    'workload',
    'capacity_short',
    '1',
    '1 while the load exceeds what the ready replicas carry by more than a tenth or, without a target for that, while fewer replicas are ready than wanted.'
  ),
  capacityShortSince: recorded(
    'workload',
    'capacity_short:since_timestamp_seconds',
    'timestamp_seconds',
    'Since when capacity has been short.'
  ),
  scalingLag: recorded(
    'workload',
    'scaling_lag_seconds',
    'seconds',
    'How long capacity has been short by now; absent while it suffices.'
  ),
  scalingLagging: recorded(
    'workload',
    'scaling_lagging',
    'seconds',
    'How long capacity has been short, while that is longer than a start and five minutes and neither the maximum nor stuck replicas explain it.'
  ),
  desiredNotReached: recorded(
    'workload',
    'desired_not_reached',
    'replicas',
    'Desired replicas, while for 15 minutes (or one start) not one more of them became ready.'
  ),
  atMaxShort: recorded(
    'workload',
    'at_max_short',
    'replicas',
    'Replicas, while they are at their maximum and the autoscaler would start more or the load exceeds what they carry.'
  ),
  desiredDirection: recorded(
    'workload',
    'replicas_desired:direction1m',
    '1',
    '1 or -1 while the desired replicas rise or fall; absent while they rest or a release is rolled out.'
  ),
  desiredMoved: recorded(
    'workload',
    'replicas_desired:moved_timestamp_seconds',
    'timestamp_seconds',
    'The present time while the desired replicas rise or fall; else absent.'
  ),
  desiredReversalOf: recorded(
    'workload',
    'replicas_desired:reversal_of_timestamp_seconds',
    'timestamp_seconds',
    'In the minute in which the desired replicas turn: when they last moved the other way, at most an hour before; else absent.'
  ),
  flapping: recorded(
    'workload',
    'flapping',
    '1',
    'How often the desired replicas turned within the hour, while that is flapping: 4 times or more, over 2 replicas or more, and neither edited bounds, a schedule, nor a start from zero explains it.'
  ),
  desiredReversals: recorded(
    'workload',
    'replicas_desired:reversals1h',
    '1',
    'How often the desired replicas turned within an hour.'
  ),
  desiredAmplitude: recorded(
    'workload',
    'replicas_desired:amplitude1h',
    'replicas',
    'Highest less lowest number of desired replicas within an hour in which they turned; else absent.'
  ),
  boundsChanges: recorded(
    'workload',
    'replicas_bounds:changes1h',
    '1',
    'How many bounds of the autoscaler were edited within an hour, 1 or 2; absent while none was.'
  ),
  activation: recorded(
    'workload',
    'activation',
    'replicas',
    'Replicas in the minute in which the workload was started from zero; else absent.'
  ),
  replicaHours: recorded('workload', 'replica_hours:increase1m', 'hours', 'Replica-hours of the last minute.'),
  replicaHours1h: recorded('workload', 'replica_hours:increase1h', 'hours', 'Replica-hours of the last hour.'),
  replicaHoursHourly: recorded(
    'workload',
    'replica_hours:hourly',
    'hours',
    'Replica-hours of the last hour, recorded once an hour.'
  ),
  replicaHours1d: recorded(
    'workload',
    'replica_hours:increase1d',
    'hours',
    'Replica-hours of the last 24 full hours, or of the last hour while none is full.'
  ),
  replicaHours30d: recorded(
    'workload',
    'replica_hours:increase30d',
    'hours',
    'Replica-hours of the last 720 full hours, or of the last hour while none is full.'
  ),
  zeroHours1h: recorded('workload', 'zero_hours:increase1h', 'hours', 'Hours at zero replicas in the last hour.'),
  zeroHoursHourly: recorded(
    'workload',
    'zero_hours:hourly',
    'hours',
    'Hours at zero replicas in the last hour, recorded once an hour.'
  ),
  zeroHours1d: recorded(
    'workload',
    'zero_hours:increase1d',
    'hours',
    'Hours at zero replicas in the last 24 full hours, or in the last hour while none is full.'
  ),
  zeroHours30d: recorded(
    'workload',
    'zero_hours:increase30d',
    'hours',
    'Hours at zero replicas in the last 720 full hours, or in the last hour while none is full.'
  ),
  replicaHoursSaved1d: recorded(
    'workload',
    'replica_hours_saved:increase1d',
    'hours',
    'Replica-hours that the minimum, at least one replica, would have run in the hours at zero of a day.'
  ),
  replicaHoursSaved30d: recorded('workload', 'replica_hours_saved:increase30d', 'hours', 'The same of 30 days.'),
} as const satisfies Record<string, RecordedDefinition>;
