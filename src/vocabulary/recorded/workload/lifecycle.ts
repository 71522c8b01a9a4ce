import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Does a release or a scale-down cut anybody off? */
export const LIFECYCLE = {
  requestsCut: recorded(
    'workload',
    'requests_cut:increase1m',
    'requests',
    'Requests of the last minute that a shutdown broke off.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
