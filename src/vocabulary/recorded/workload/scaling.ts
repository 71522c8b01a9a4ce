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
  desiredDirection: recorded(
    'workload',
    'replicas_desired:direction1m',
    '1',
    '1 or -1 while the wanted replicas rise or fall; absent while they rest.'
  ),
  desiredReversals: recorded(
    'workload',
    'replicas_desired:reversals1h',
    '1',
    'Changes of direction of the wanted replicas within an hour.'
  ),
  desiredAmplitude: recorded(
    'workload',
    'replicas_desired:amplitude1h',
    'replicas',
    'Highest less lowest number of wanted replicas within an hour.'
  ),
  boundsChanges: recorded(
    'workload',
    'replicas_bounds:changes1h',
    '1',
    'Edits of the bounds of the autoscaler within an hour.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
