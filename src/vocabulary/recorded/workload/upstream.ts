import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Does a backup serve? */
export const UPSTREAM = {
  backupRequests: recorded(
    'workload',
    'backup_requests:increase1m',
    'requests',
    'Requests of the last minute that load balancers sent to backup servers.'
  ),
  backupInUse: recorded(
    'workload',
    'backup_in_use',
    '1',
    '1 while backup servers get requests, 0 while they are idle; absent where none is known.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
