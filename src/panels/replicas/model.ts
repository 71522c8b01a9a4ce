import { summariseScaling, type ScalingSamples, type ScalingSummary } from '../../elasticity/scaling';
import { alignSeries, workloadKey, workloadNames, workloadOf, type WorkloadIdentity } from '../../elasticity/samples';
import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import type { ReplicasOptions } from './options';
import type { ReplicasInput } from './queries';

const INPUTS: readonly ReplicasInput[] = ['current', 'desired', 'min', 'max', 'ready', 'load', 'capacity'];
/** Without one of these there is nothing to draw. */
const ESSENTIAL: readonly ReplicasInput[] = ['current', 'desired', 'ready', 'load'];

/** One workload: its samples on a common time axis, and what they mean. */
export interface WorkloadScaling {
  readonly key: string;
  /** `namespace/workload`, with the cluster where workloads of several are shown. */
  readonly name: string;
  readonly samples: ScalingSamples;
  readonly summary: ScalingSummary;
}

/** The workloads of the selection, those that need attention first; `undefined` when there is none to draw. */
export function replicasModel(
  series: SeriesByRefId,
  options: Pick<ReplicasOptions, 'graceSeconds' | 'toleratedPercent' | 'idleBelowPercent'>
): readonly WorkloadScaling[] | undefined {
  const byWorkload = groupByWorkload(series);
  const name = workloadNames([...byWorkload.values()].map(({ workload }) => workload));
  const settings = {
    graceSeconds: options.graceSeconds,
    toleratedShare: options.toleratedPercent / 100,
    idleBelow: options.idleBelowPercent / 100,
  };
  const workloads = [...byWorkload.entries()]
    .filter(([, { inputs }]) => ESSENTIAL.some((input) => inputs.has(input)))
    .map(([key, { workload, inputs }]) => {
      const samples = samplesOf(inputs);
      return {
        key,
        name: name(workload) || ([...inputs.values()][0]?.name ?? ''),
        samples,
        summary: summariseScaling(samples, settings),
      };
    })
    .sort((a, b) => urgency(b.summary) - urgency(a.summary) || a.name.localeCompare(b.name));
  return workloads.length > 0 ? workloads : undefined;
}

interface WorkloadInputs {
  readonly workload: WorkloadIdentity;
  readonly inputs: Map<ReplicasInput, PrometheusSeries>;
}

function groupByWorkload(series: SeriesByRefId): Map<string, WorkloadInputs> {
  const groups = new Map<string, WorkloadInputs>();
  for (const input of INPUTS) {
    for (const one of series.get(input) ?? []) {
      const workload = workloadOf(one.labels);
      const key = workloadKey(workload);
      const group = groups.get(key) ?? { workload, inputs: new Map() };
      group.inputs.set(input, one);
      groups.set(key, group);
    }
  }
  return groups;
}

function samplesOf(inputs: ReadonlyMap<ReplicasInput, PrometheusSeries>): ScalingSamples {
  const present = INPUTS.filter((input) => inputs.has(input));
  const { times, columns } = alignSeries(present.flatMap((input) => inputs.get(input) ?? []));
  const column = (input: ReplicasInput) => columns[present.indexOf(input)] ?? [];
  return {
    times,
    current: column('current'),
    desired: column('desired'),
    min: column('min'),
    max: column('max'),
    ready: column('ready'),
    load: column('load'),
    capacity: column('capacity'),
  };
}

const BY_VERDICT: Readonly<Record<ScalingSummary['verdict'], number>> = {
  saturated: 4,
  lagging: 3,
  idle: 2,
  following: 1,
  unknown: 0,
};

/** What lasts comes before what is over, then the verdict decides, then the time for which it held. */
function urgency({ verdict, lasting, shares }: ScalingSummary): number {
  const time = verdict === 'idle' ? shares.idle : shares.short;
  return (lasting === undefined ? 0 : 10) + BY_VERDICT[verdict] + (time ?? 0) / 2;
}
