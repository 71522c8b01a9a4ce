import type { BudgetOutlook } from '../../elasticity/cost';
import type { Run, WorkloadIdentity } from '../../elasticity/samples';
import type { Severity, VerdictName } from '../../vocabulary';

/** What is known of one workload at the end of the range. `undefined`: Prometheus has no such number. */
export interface WorkloadNumbers {
  readonly workload: WorkloadIdentity;
  readonly replicas: {
    readonly current: number | undefined;
    readonly desired: number | undefined;
    readonly ready: number | undefined;
    readonly min: number | undefined;
    readonly max: number | undefined;
  };
  readonly loadPerSecond: number | undefined;
  readonly capacityPerSecond: number | undefined;
  /** Load divided by capacity. */
  readonly saturation: number | undefined;
  readonly errorRatio: number | undefined;
  readonly latencyP95Seconds: number | undefined;
  /** Changes of direction of the desired replicas within an hour. */
  readonly reversals: number | undefined;
  /** Only for workloads that elect a leader. */
  readonly leaders: number | undefined;
  readonly standbys: number | undefined;
  readonly coldStartP95Seconds: number | undefined;
  readonly delayedRequests: number | undefined;
  readonly cost: MonthCost | undefined;
  /** The verdicts that hold, as rules recorded them. */
  readonly verdicts: readonly HeldVerdict[];
  /** The alerts that fire, each once. */
  readonly alerts: readonly FiringAlert[];
  /** When the workload's data ended, where they do not reach the end of the range. */
  readonly endedAtMs: number | undefined;
}

export interface HeldVerdict {
  readonly verdict: VerdictName;
  /** Since when. */
  readonly run: Pick<Run, 'fromMs' | 'stepMs'>;
}

export interface FiringAlert {
  readonly name: string;
  readonly severity: Severity;
}

export interface MonthCost {
  readonly spentUsd: number;
  readonly forecastUsd: number;
  readonly budget: BudgetOutlook | undefined;
}
