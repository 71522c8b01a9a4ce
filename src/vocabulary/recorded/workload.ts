import type { RecordedDefinition } from '../types';
import { AUTOSCALER } from './workload/autoscaler';
import { COLD_START } from './workload/coldStart';
import { COST } from './workload/cost';
import { FAILOVER } from './workload/failover';
import { IDENTITY } from './workload/identity';
import { LEASE } from './workload/lease';
import { LIFECYCLE } from './workload/lifecycle';
import { LLM_CALLS } from './workload/llm';
import { META } from './workload/meta';
import { SCALING } from './workload/scaling';
import { TRAFFIC } from './workload/traffic';
import { UPSTREAM } from './workload/upstream';

/** What panels, pages, dashboards and alerts read about workloads; series about one replica are in INSTANCE. */
export const WORKLOAD = {
  ...IDENTITY,
  ...SCALING,
  ...AUTOSCALER,
  ...LEASE,
  ...TRAFFIC,
  ...UPSTREAM,
  ...COLD_START,
  ...FAILOVER,
  ...LIFECYCLE,
  ...COST,
  ...LLM_CALLS,
  ...META,
} as const satisfies Record<string, RecordedDefinition>;
