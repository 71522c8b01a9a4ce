import type { RecordedDefinition } from '../types';
import { recorded } from './recorded';

/** What panels, pages, dashboards and alerts read, and nothing else. */
export const WORKLOAD = {
  info: recorded('workload', 'info', '1', '1 for every source that describes the workload.', ['source']),
  objective: recorded('workload', 'objective', '1', 'Targets of the workload, defaults filled in.', ['objective']),
  objectiveLast1d: recorded(
    'workload',
    'objective:last1d',
    '1',
    'Targets that the workload last set for itself within a day; they hold while no sidecar runs.',
    ['objective']
  ),
  zero: recorded(
    'workload',
    'zero',
    '1',
    '0 for every workload that a sidecar measures or that has no replicas: what a sum over nothing is.'
  ),

  replicasCurrent: recorded('workload', 'replicas_current', 'replicas', 'Replicas that exist.'),
  replicasDesired: recorded('workload', 'replicas_desired', 'replicas', 'Replicas that the autoscaler wants.'),
  replicasReady: recorded('workload', 'replicas_ready', 'replicas', 'Replicas that are ready.'),
  replicasUpdated: recorded('workload', 'replicas_updated', 'replicas', 'Replicas of the newest release.'),
  replicasMin: recorded('workload', 'replicas_min', 'replicas', 'Lower bound of the autoscaler.'),
  replicasMax: recorded('workload', 'replicas_max', 'replicas', 'Upper bound of the autoscaler.'),
  scalingActive: recorded('workload', 'scaling_active', '1', '1 while the autoscaler can decide.'),
  scalingLimited: recorded('workload', 'scaling_limited', '1', '1 while a bound or a policy limits the autoscaler.'),

  requestRate: recorded('workload', 'requests:rate2m', 'requests_per_second', 'Load.'),
  requests: recorded('workload', 'requests:increase1m', 'requests', 'Requests of the last minute, exact.'),
  requestErrors: recorded(
    'workload',
    'request_errors:increase1m',
    'requests',
    'Requests of the last minute that failed.'
  ),
  errorRatio5m: recorded(
    'workload',
    'request_errors:ratio5m',
    'ratio',
    'Share of requests of the last 5 minutes that failed.'
  ),
  errorRatio1h: recorded(
    'workload',
    'request_errors:ratio1h',
    'ratio',
    'Share of requests of the last hour that failed.'
  ),
  latencyP95: recorded(
    'workload',
    'request_duration_seconds:p95_5m',
    'seconds',
    '95th percentile of request duration.'
  ),
  requestsInFlight: recorded('workload', 'requests_in_flight', 'requests', 'Requests being answered.'),
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

  requestsDelayed: recorded(
    'workload',
    'requests_delayed:increase1m',
    'requests',
    'Requests of the last minute that waited for a cold start.'
  ),
  requestDelay: recorded(
    'workload',
    'request_delay_seconds:increase1m',
    'seconds',
    'Time that requests of the last minute waited for a cold start.'
  ),
  requestsCut: recorded(
    'workload',
    'requests_cut:increase1m',
    'requests',
    'Requests of the last minute that a shutdown broke off.'
  ),

  leaders: recorded('workload', 'leaders', '1', 'Instances that lead; only for workloads that elect a leader.'),
  standbys: recorded('workload', 'standbys', '1', 'Instances that stand by; only for workloads that elect a leader.'),

  tokensByModel: recorded(
    'workload_model',
    'tokens:increase1m',
    'tokens',
    'Tokens of the last minute by kind, exact.',
    ['kind']
  ),
  costByModel: recorded('workload_model', 'cost_usd:increase1m', 'usd', 'Estimated cost of the last minute.'),
  costByTeam: recorded('workload_team', 'cost_usd:increase1m', 'usd', 'Estimated cost of the last minute.'),
  costByFlow: recorded('workload_flow', 'cost_usd:increase1m', 'usd', 'Estimated cost of the last minute.'),
  unpricedTokens: recorded(
    'workload_model',
    'unpriced_tokens:increase1m',
    'tokens',
    'Tokens of the last minute that no price is known for.'
  ),
  priceAge: recorded(
    'workload_model',
    'price_age:seconds',
    'seconds',
    'Time since the price in use was checked against its source, the oldest of all instances.'
  ),
  rateLimitHeadroom: recorded(
    'workload_model',
    'ratelimit_remaining:ratio',
    'ratio',
    'What is left of the provider rate limit, the worst instance.',
    ['unit']
  ),
  cost: recorded('workload', 'cost_usd:increase1m', 'usd', 'Estimated cost of the last minute.'),
  costHourly: recorded('workload', 'cost_usd:increase1h', 'usd', 'Estimated cost of the last hour.'),
  costHourToDate: recorded(
    'workload',
    'cost_usd:hour_to_date',
    'usd',
    'Estimated cost since the start of the UTC hour.'
  ),
  costDayToDate: recorded('workload', 'cost_usd:day_to_date', 'usd', 'Estimated cost since the start of the UTC day.'),
  costMonthToDate: recorded(
    'workload',
    'cost_usd:month_to_date',
    'usd',
    'Estimated cost since the start of the UTC month.'
  ),
  costMonthForecast: recorded(
    'workload',
    'cost_usd:month_forecast',
    'usd',
    'Month to date plus the mean hourly cost of the last seven days for every hour left.'
  ),

  captureErrors: recorded(
    'workload',
    'capture_errors:increase1m',
    '1',
    'Faults in measuring within the last minute; traffic was passed on unchanged.',
    ['stage']
  ),
  labelOverflow: recorded(
    'workload',
    'label_overflow:increase1m',
    '1',
    'Observations of the last minute counted under `other` because a label had too many values.',
    ['label']
  ),
} as const satisfies Record<string, RecordedDefinition>;
