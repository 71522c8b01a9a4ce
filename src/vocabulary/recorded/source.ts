import type { RecordedDefinition } from '../types';
import { recorded } from './recorded';
import { SOURCE_AUTOSCALER } from './source/autoscaler';
import { SOURCE_INSTANCE } from './source/instance';
import { SOURCE_MODEL } from './source/model';
import { SOURCE_UPSTREAM } from './source/upstream';

/**
 * What an adapter file may record, one file a source. Where several sources describe a workload, `recording.yml` decides which is
 * believed (`workload:requests:source`, `workload:usage:source`) and writes the same quantity without the prefix:
 * `source_workload:x` becomes `workload:x`. What one source alone knows, it records as `workload:x` itself.
 */
export const SOURCE = {
  info: recorded('source_workload', 'info', '1', '1 for every workload that the source describes.'),
  autoscaler: recorded('source_workload', 'autoscaler_info', '1', '1 for every autoscaler, with what it scales.', [
    'horizontalpodautoscaler',
  ]),
  scaleTarget: recorded(
    'source_workload',
    'scale_target_info',
    '1',
    '1 for every object that is followed: an autoscaler scales it, or another source names it or did.',
    ['owner_kind', 'owner_name']
  ),
  lease: recorded(
    'source_workload',
    'lease_info',
    '1',
    '1 for every Lease that a pod of the workload holds or held last.',
    ['lease']
  ),
  route: recorded('source_workload', 'route_info', '1', '1 for every route of a proxy, with the workload behind it.', [
    'route',
  ]),
  ...SOURCE_AUTOSCALER,
  ...SOURCE_INSTANCE,
  ...SOURCE_UPSTREAM,
  ...SOURCE_MODEL,
  objective: recorded('source_workload', 'objective', '1', 'Targets that the workload sets for itself.', ['objective']),
  replicasCurrent: recorded('source_workload', 'replicas_current', 'replicas', 'Replicas that exist.'),
  replicasDesired: recorded('source_workload', 'replicas_desired', 'replicas', 'Replicas that the autoscaler wants.'),
  replicasReady: recorded('source_workload', 'replicas_ready', 'replicas', 'Replicas that are ready.'),
  requestRate: recorded('source_workload', 'requests:rate2m', 'requests_per_second', 'Load.'),
  requests: recorded('source_workload', 'requests:increase1m', 'requests', 'Requests of the last minute, exact.'),
  requestErrors: recorded(
    'source_workload',
    'request_errors:increase1m',
    'requests',
    'Requests of the last minute that failed: 5xx, broken off by the backend or its shutdown, or an error inside a success.',
    ['reason']
  ),
  latencyP95: recorded(
    'source_workload',
    'request_duration_seconds:p95_5m',
    'seconds',
    '95th percentile of request duration.'
  ),
  requestsInFlight: recorded('source_workload', 'requests_in_flight', 'requests', 'Requests being answered.'),
  requestsDelayed: recorded(
    'source_workload',
    'requests_delayed:increase1m',
    'requests',
    'Requests of the last minute that waited for a cold start.'
  ),
  requestDelay: recorded(
    'source_workload',
    'request_delay_seconds:increase1m',
    'seconds',
    'Time that requests of the last minute waited for a cold start.'
  ),
  requestsCut: recorded(
    'source_workload',
    'requests_cut:increase1m',
    'requests',
    'Requests of the last minute that a shutdown broke off.'
  ),
  counted: recorded(
    'source_workload',
    'counted:increase1m',
    '1',
    'What a counter of the sidecars counted within the last minute, exact, in its own unit.',
    ['counter', 'provider', 'model', 'flow', 'team', 'kind', 'reason', 'stage', 'label', 'cause']
  ),
  tokens: recorded('source_workload_usage', 'tokens:increase1m', 'tokens', 'Tokens of the last minute, exact.', [
    'kind',
  ]),
  cost: recorded('source_workload_usage', 'cost_usd:increase1m', 'usd', 'Estimated cost of the last minute.'),
} as const satisfies Record<string, RecordedDefinition>;
