import type { MetricSource, RecordedSeries } from '../../elasticity/autoscaler';

/** What is known of the past of a workload, whoever wrote it down. */
export interface Recording {
  /** What was recorded, as a report calls it. */
  readonly name: string;
  /** Requests per second. */
  readonly load: RecordedSeries;
  /** Replicas that were wanted then. */
  readonly replicas: RecordedSeries | undefined;
  /** Total of each cold start; empty when none is known. */
  readonly coldStartSeconds: readonly number[];
  /** What the workload says that one ready replica carries. */
  readonly requestsPerSecondPerReplica: number | undefined;
  /** Where the metrics of the policy come from, in its order. */
  readonly metrics: readonly MetricSource[];
}
