import { WORKLOAD_LABELS } from '../../vocabulary';
import type { Series } from './series';

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

/**
 * Equal for equal workloads and for no others: label values may hold any character, so the lengths tell where one ends. Models
 * ask for it once a series, never once a pair.
 */
export function workloadKey({ cluster, namespace, workload }: WorkloadIdentity): string {
  return `${cluster.length}:${namespace.length}:${cluster}${namespace}${workload}`;
}

/** Equal for equal instances of equal workloads. */
export function instanceKey({ workload, instance }: InstanceIdentity): string {
  return `${instance.length}:${instance}${workloadKey(workload)}`;
}

/** What belongs to each workload, by its key, in the order in which it comes. */
export function groupByWorkload<T extends { readonly workload: WorkloadIdentity }>(
  items: readonly T[]
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = workloadKey(item.workload);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}

/** The series of each workload, by its key; of several with the labels of one workload the last. */
export function seriesByWorkload<T extends Series>(series: readonly T[]): ReadonlyMap<string, T> {
  return new Map(series.map((one) => [workloadKey(workloadOf(one.labels)), one]));
}

/** Each workload once, in the order in which it comes first. */
export function uniqueWorkloads(workloads: readonly WorkloadIdentity[]): WorkloadIdentity[] {
  return [...new Map(workloads.map((workload) => [workloadKey(workload), workload])).values()];
}

/** How a workload is called among those that are shown with it; empty for what has no labels of a workload. */
export type WorkloadName = (workload: WorkloadIdentity) => string;

/** Names workloads `namespace/workload`, with the cluster in front where those that are shown run in several. */
export function workloadNames(shown: readonly WorkloadIdentity[]): WorkloadName {
  const [first] = shown;
  const severalClusters = shown.some(({ cluster }) => cluster !== first.cluster);
  return ({ cluster, namespace, workload }) =>
    [severalClusters ? cluster : '', namespace, workload].filter((part) => part !== '').join('/');
}
