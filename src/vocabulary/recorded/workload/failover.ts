import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Who leads, and who stands by? */
export const FAILOVER = {
  leaders: recorded('workload', 'leaders', '1', 'Instances that lead; only for workloads that elect a leader.'),
  standbys: recorded('workload', 'standbys', '1', 'Instances that stand by; only for workloads that elect a leader.'),
} as const satisfies Record<string, RecordedDefinition>;
