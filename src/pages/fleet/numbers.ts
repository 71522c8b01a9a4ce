import type { BudgetOutlook } from '../../elasticity/cost';
import type { WorkloadIdentity } from '../../elasticity/samples';

/** What is known of one workload at the end of the range. `undefined`: Prometheus has no such number. */
export interface WorkloadNumbers {
  readonly workload: WorkloadIdentity;
  readonly replicas: {
    readonly current: number | undefined;
    readonly desired: number | undefined;
    readonly ready: number | undefined;
    readonly updated: number | undefined;
    readonly min: number | undefined;
    readonly max: number | undefined;
  };
  readonly loadPerSecond: number | undefined;
  readonly capacityPerSecond: number | undefined;
  /** Load divided by capacity. */
  readonly saturation: number | undefined;
  readonly errorRatio: number | undefined;
  readonly latencyP95Seconds: number | undefined;
  /** Changes of direction of the wanted replicas within an hour. */
  readonly reversals: number | undefined;
  readonly amplitude: number | undefined;
  readonly boundsChanges: number | undefined;
  /** Only for workloads that elect a leader. */
  readonly leaders: number | undefined;
  readonly standbys: number | undefined;
  readonly coldStartP95Seconds: number | undefined;
  readonly delayedRequests: number | undefined;
  readonly cost: MonthCost | undefined;
  readonly alerts: AlertCounts;
  readonly targets: {
    readonly successRatio: number | undefined;
    readonly latencyP95Seconds: number | undefined;
    readonly coldStartSeconds: number | undefined;
  };
}

export interface MonthCost {
  readonly spentUsd: number;
  readonly forecastUsd: number;
  readonly budget: BudgetOutlook | undefined;
}

/** Firing alerts by severity. */
export interface AlertCounts {
  readonly critical: number;
  readonly warning: number;
  readonly info: number;
}
