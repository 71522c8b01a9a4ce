import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Load, errors and latency. */
export const TRAFFIC = {
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
  rateLimitHeadroom: recorded(
    'workload_model',
    'ratelimit_remaining:ratio',
    'ratio',
    'What is left of the provider rate limit, the worst instance.',
    ['unit']
  ),
} as const satisfies Record<string, RecordedDefinition>;
