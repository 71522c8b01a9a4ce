import { WORKLOAD_LABELS } from '../vocabulary';

/** One series of an answer, as columns. Times are milliseconds since the epoch; a value may be missing or NaN. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number | null | undefined>;
}

/** A range of time in milliseconds since the epoch, both ends included. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

export type WorkloadIdentity = Readonly<Record<(typeof WORKLOAD_LABELS)[number], string>>;

/** One replica of one workload. */
export interface InstanceIdentity {
  readonly workload: WorkloadIdentity;
  readonly instance: string;
}

export function workloadOf(labels: Series['labels']): WorkloadIdentity {
  return {
    cluster: labels.cluster ?? '',
    namespace: labels.namespace ?? '',
    workload: labels.workload ?? '',
  };
}

export function instanceOf(labels: Series['labels']): InstanceIdentity {
  return { workload: workloadOf(labels), instance: labels.instance ?? '' };
}

/** Equal for equal workloads and for no others: label values may hold any character, so they are quoted. */
export function workloadKey(workload: WorkloadIdentity): string {
  return JSON.stringify(WORKLOAD_LABELS.map((label) => workload[label]));
}

/** Equal for equal instances of equal workloads. */
export function instanceKey({ workload, instance }: InstanceIdentity): string {
  return `${workloadKey(workload)}${JSON.stringify(instance)}`;
}

/** The step of samples at ascending times: their smallest distance, milliseconds; `undefined` with fewer than two. */
export function smallestDistance(timesMs: readonly number[]): number | undefined {
  let smallest = Infinity;
  for (let i = 1; i < timesMs.length; i++) {
    smallest = Math.min(smallest, timesMs[i] - timesMs[i - 1]);
  }
  return Number.isFinite(smallest) ? smallest : undefined;
}
