import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** How long do cold starts take, and who waits for them? Percentiles are over starts: each counts once. */
export const COLD_START = {
  medianStart1h: recorded(
    'workload',
    'cold_start_seconds:p50_1h',
    'seconds',
    'Median of the phases of the starts of the last hour.',
    ['phase']
  ),
  medianStart1d: recorded(
    'workload',
    'cold_start_seconds:p50_1d',
    'seconds',
    'Median of the phases of the starts of the last day.',
    ['phase']
  ),
  p90Start1d: recorded(
    'workload',
    'cold_start_seconds:p90_1d',
    'seconds',
    '90th percentile of the phases of the starts of the last day.',
    ['phase']
  ),
  p90StartUsual: recorded(
    'workload',
    'cold_start_seconds:p90_usual',
    'seconds',
    'Median of the daily 90th percentiles of the seven days before the last.',
    ['phase']
  ),
  starts1d: recorded('workload', 'cold_starts:count1d', '1', 'Starts of instances within the last day.'),
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
  requestDelayMean: recorded(
    'workload',
    'request_delay_seconds:mean1m',
    'seconds',
    'Mean wait of the requests of the last minute that waited for a cold start; absent when none did.'
  ),
  requestsDelayedMany: recorded(
    'workload',
    'requests_delayed:many1m',
    'requests',
    'Requests of the last minute that waited for a cold start, where they were more than 5 % of all.'
  ),
  requestsHeld: recorded(
    'workload',
    'requests_held',
    'requests',
    'Requests that wait now, while no replica is ready and one starts.'
  ),
  requestsHeldSince: recorded(
    'workload',
    'requests_held:since_timestamp_seconds',
    'timestamp_seconds',
    'Since when requests have been waiting so.'
  ),
  coldStartSlow: recorded(
    'workload',
    'cold_start_slow',
    'seconds',
    'Median of the starts of the hour where it is over the objective; else the 90th percentile of the day where it is over twice the usual. Absent otherwise.'
  ),
  startTimedOut: recorded(
    'workload',
    'start_timed_out',
    '1',
    'Instances that have been starting for longer than the objective allows; absent where there are none.'
  ),
  coldStartWait: recorded(
    'workload',
    'cold_start_wait_seconds',
    'seconds',
    'How long requests waited for cold starts, at a stretch or within the hour, where it is over a minute longer than one start may take.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
