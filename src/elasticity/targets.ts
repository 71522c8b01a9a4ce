import { OBJECTIVES, type Objective } from '../vocabulary';
import { lastSample, workloadKey, workloadOf, type Series, type WorkloadIdentity } from './samples';

/** The target of a workload for one objective, in the objective's unit; `undefined` when nothing is to be compared. */
export type Targets = (workload: WorkloadIdentity) => number | undefined;

/**
 * Targets from `workload:objective` series of one objective: the last value each workload has, else the documented default.
 * A series that names another objective is left out, so that one query for all objectives serves as well.
 */
export function readTargets(series: readonly Series[], objective: Objective): Targets {
  const byWorkload = new Map<string, number>();
  for (const one of series) {
    const value = lastSample(one)?.value;
    if (value !== undefined && (one.labels.objective ?? objective) === objective) {
      byWorkload.set(workloadKey(workloadOf(one.labels)), value);
    }
  }
  return (workload) => byWorkload.get(workloadKey(workload)) ?? OBJECTIVES[objective].fallback;
}
