import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Who gets traffic, and who holds the lease? */
export const ENDPOINTS = {
  endpointsReady: recorded('workload', 'endpoints_ready', '1', 'Pods that Services send traffic to.'),
  endpointsServing: recorded(
    'workload',
    'endpoints_serving',
    '1',
    'Pods that would answer, terminating ones included.'
  ),
  endpointsTerminating: recorded('workload', 'endpoints_terminating', '1', 'Endpoints on their way out.'),
  leaseRenewAge: recorded('workload', 'lease_renew_age_seconds', 'seconds', 'Time since the lease was renewed.', [
    'lease',
  ]),
  leaseHolderChanges: recorded(
    'workload',
    'lease_holder_changes:increase1m',
    '1',
    'Changes of the holder of a lease within the last minute; two within one minute are seen as one.',
    ['lease']
  ),
} as const satisfies Record<string, RecordedDefinition>;
