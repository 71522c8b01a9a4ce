import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Who waits for a cold start? */
export const COLD_START = {
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
} as const satisfies Record<string, RecordedDefinition>;
