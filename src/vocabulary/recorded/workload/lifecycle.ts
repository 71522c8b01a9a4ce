import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Does a release or a scale-down cut anybody off, make errors, or get traffic before it is ready? */
export const LIFECYCLE = {
  requestsCut: recorded(
    'workload',
    'requests_cut:increase1m',
    'requests',
    'Requests of the last minute that a shutdown broke off.'
  ),
  requestsUnready: recorded(
    'workload',
    'requests_unready:rate2m',
    'requests_per_second',
    'Load of instances that start or are unready.'
  ),
  requestsDraining: recorded(
    'workload',
    'requests_draining:rate2m',
    'requests_per_second',
    'Load of instances that drain.'
  ),
  releaseRequests: recorded(
    'workload_release',
    'requests:rate2m',
    'requests_per_second',
    'Load of the instances of one release.'
  ),
  releaseRequestErrors: recorded(
    'workload_release',
    'request_errors:increase1m',
    'requests',
    'Requests of the last minute that failed at instances of one release.'
  ),
  releaseRequestErrors15m: recorded(
    'workload_release',
    'request_errors:increase15m',
    'requests',
    'Requests of the last 15 minutes that failed at instances of one release.'
  ),
  releaseErrorRatio: recorded(
    'workload_release',
    'request_errors:ratio15m',
    'ratio',
    'Share of the requests to one release within 15 minutes that failed.'
  ),
  otherReleasesErrorRatio: recorded(
    'workload_release',
    'request_errors:others_ratio',
    'ratio',
    'Share of the requests to all other releases of the workload that fail now or, if they get none any more, did within an hour.'
  ),
  expectedErrors: recorded(
    'workload_release',
    'request_errors:expected1m',
    'requests',
    'How many of the last minute’s requests would have failed if the release were like the others.'
  ),
  expectedErrors15m: recorded(
    'workload_release',
    'request_errors:expected15m',
    'requests',
    'How many of the requests of the last 15 minutes would have failed if the release were like the others.'
  ),
  releaseSince: recorded(
    'workload_release',
    'since_timestamp_seconds',
    'timestamp_seconds',
    'When the release first served; of several the one with the latest time is the new one.'
  ),
  vectorSearches: recorded('workload', 'vector_searches:rate5m', 'requests_per_second', 'Vector searches.'),
  vectorSearchP95: recorded(
    'workload',
    'vector_search_seconds:p95_5m',
    'seconds',
    '95th percentile of the duration of vector searches; absent without any.'
  ),
  vectorSearchMedian1d: recorded(
    'workload',
    'vector_search_seconds:p95_5m:median1d',
    'seconds',
    'What that percentile was most of the time within a day, the last half hour left out.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
