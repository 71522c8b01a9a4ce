import { WORKLOAD } from '../../vocabulary';
import { CommandError, UsageError } from '../command';
import type { PrometheusClient } from '../prometheus/client';
import { labelsOf } from '../prometheus/samples';
import { isoTime, type TimeRange } from './timeRange';

/** A workload as the user names it. */
export interface WorkloadName {
  readonly cluster: string | undefined;
  readonly namespace: string;
  readonly workload: string;
}

/** A workload as Prometheus knows it; the cluster is empty where the scrape sets none. */
export type WorkloadIdentity = WorkloadName & { readonly cluster: string };

const MOST_LISTED = 40;

/** Reads `[cluster/]namespace/name`. */
export function parseWorkloadName(text: string): WorkloadName {
  const parts = text.split('/');
  const [workload = '', namespace = '', cluster] = [...parts].reverse();
  if (parts.length > 3 || parts.some((part) => part === '') || namespace === '') {
    throw new UsageError(
      `--workload ${text}: is not a workload (write it as namespace/name or cluster/namespace/name)`
    );
  }
  return { cluster, namespace, workload };
}

export function showWorkload({ cluster, namespace, workload }: WorkloadName): string {
  return [cluster, namespace, workload].filter((part) => part !== undefined && part !== '').join('/');
}

/**
 * The one recorded workload of this name.
 *
 * @throws CommandError that lists those which there are, when there is none or more than one
 */
export async function findWorkload(
  client: PrometheusClient,
  name: WorkloadName,
  range: TimeRange
): Promise<WorkloadIdentity> {
  const all = await workloadsIn(client, range);
  if (all.length === 0) {
    throw new CommandError(
      `${client.address}: no workload is recorded from ${isoTime(range.fromSeconds)} to ${isoTime(range.toSeconds)} ` +
        `(${WORKLOAD.info.name}); are the rules loaded (elastiscope rules export), and does it scrape a sidecar or kube-state-metrics?`
    );
  }
  const { cluster, namespace, workload } = name;
  const found = all.filter(
    (one) =>
      one.namespace === namespace && one.workload === workload && (cluster === undefined || one.cluster === cluster)
  );
  const [first] = found;
  if (first === undefined) {
    throw new CommandError(`${client.address}: knows no workload ${showWorkload(name)}; there are ${list(all)}`);
  }
  if (found.length > 1) {
    throw new CommandError(`${showWorkload(name)} is in several clusters; name one: ${list(found)}`);
  }
  return first;
}

async function workloadsIn(client: PrometheusClient, range: TimeRange): Promise<readonly WorkloadIdentity[]> {
  const parameters = new URLSearchParams({
    'match[]': WORKLOAD.info.name,
    start: String(range.fromSeconds),
    end: String(range.toSeconds),
  });
  const data = await client.get('series', parameters);
  const byName = new Map<string, WorkloadIdentity>();
  for (const series of Array.isArray(data) ? data : []) {
    const { cluster = '', namespace = '', workload = '' } = labelsOf(series);
    byName.set(JSON.stringify([cluster, namespace, workload]), { cluster, namespace, workload });
  }
  return [...byName.values()];
}

function list(workloads: readonly WorkloadIdentity[]): string {
  const names = workloads.map(showWorkload).sort();
  const more = names.length - MOST_LISTED;
  return names.slice(0, MOST_LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
