import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Who holds the lease? */
export const LEASE = {
  leaseHolderChanges: recorded(
    'workload',
    'lease_holder_changes:increase1m',
    '1',
    'Changes of the holder of a lease within the last minute; two within one minute are seen as one.',
    ['lease']
  ),
} as const satisfies Record<string, RecordedDefinition>;
