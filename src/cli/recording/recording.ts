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

/** Replicas that were wanted when the load begins, else the first that are known; `undefined` where none are. */
export function replicasAtStart({ load, replicas }: Recording): number | undefined {
  if (replicas === undefined) {
    return undefined;
  }
  const startSeconds = load.timesSeconds[0];
  let known: number | undefined;
  for (let i = 0; i < replicas.timesSeconds.length; i++) {
    const value = replicas.values[i];
    if (known !== undefined && replicas.timesSeconds[i] > startSeconds) {
      break;
    }
    known = value === null || value === undefined || Number.isNaN(value) ? known : value;
  }
  return known;
}
