import {
  SCALING_VERDICTS,
  summariseScaling,
  type RecordedScalingVerdict,
  type ScalingSamples,
  type ScalingSummary,
  type ScalingVerdicts,
} from '../../elasticity/scaling';
import {
  alignSeries,
  endOfData,
  runsOf,
  seriesByWorkload,
  workloadKey,
  workloadNames,
  workloadOf,
  type WorkloadIdentity,
} from '../../elasticity/samples';
import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import type { ReplicasOptions } from './options';
import { VERDICT_REF, type ReplicasInput } from './queries';

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

/** What the answers do not say of themselves. */
export interface Circumstances {
  /** Until when they can know anything; up to their last sample when left out. */
  readonly untilMs?: number;
  /** Whether the rules record verdicts at all; `undefined` where nobody can tell. */
  readonly isRecorded?: boolean;
}

/** The workloads of the selection, those that need attention first; `undefined` when there is none to draw. */
export function replicasModel(
  series: SeriesByRefId,
  { idleBelowPercent }: Pick<ReplicasOptions, 'idleBelowPercent'>,
  { untilMs, isRecorded }: Circumstances = {}
): readonly WorkloadScaling[] | undefined {
  const byWorkload = groupByWorkload(series);
  const name = workloadNames([...byWorkload.values()].map(({ workload }) => workload));
  const verdictsOf = verdictReader(series);
  const workloads = [...byWorkload.entries()]
    .filter(([, { inputs }]) => ESSENTIAL.some((input) => inputs.has(input)))
    .map(([key, { workload, inputs }]) => {
      const samples = samplesOf(inputs);
      const endMs = untilMs ?? samples.times[samples.times.length - 1];
      return {
        key,
        name: name(workload) || ([...inputs.values()][0]?.name ?? ''),
        samples,
        summary: summariseScaling(samples, verdictsOf(key, endMs), {
          endedAtMs: endOfData([...inputs.values()], endMs),
          isRecorded,
          idleBelow: idleBelowPercent / 100,
        }),
      };
    })
    .sort((a, b) => urgency(b.summary) - urgency(a.summary) || a.name.localeCompare(b.name));
  return workloads.length > 0 ? workloads : undefined;
}

/** Whether some verdict is there, so that the rules do record verdicts. */
export function hasVerdicts(series: SeriesByRefId): boolean {
  return Object.values(VERDICT_REF).some((refId) => series.has(refId));
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

function verdictReader(series: SeriesByRefId): (key: string, endMs: number) => ScalingVerdicts {
  const indices = SCALING_VERDICTS.map((verdict) => seriesByWorkload(series.get(VERDICT_REF[verdict]) ?? []));
  const indexOf = (verdict: RecordedScalingVerdict) => indices[SCALING_VERDICTS.indexOf(verdict)];
  return (key, endMs) => {
    const runs = (verdict: RecordedScalingVerdict) => runsOf(indexOf(verdict).get(key), endMs);
    return {
      atMaxShort: runs('atMaxShort'),
      desiredNotReached: runs('desiredNotReached'),
      scalingLagging: runs('scalingLagging'),
      autoscalerUnable: runs('autoscalerUnable'),
      autoscalerBlind: runs('autoscalerBlind'),
      capacityShort: runs('capacityShort'),
    };
  };
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

/** From the least urgent to the most. */
const BY_URGENCY: ReadonlyArray<ScalingSummary['verdict']> = [
  'unknown',
  'following',
  'ended',
  ...[...SCALING_VERDICTS].reverse(),
];

/** What lasts comes before what is over, then the verdict decides, then the time for which capacity was short. */
function urgency({ verdict, lasting, shares }: ScalingSummary): number {
  return (lasting === undefined ? 0 : 100) + BY_URGENCY.indexOf(verdict) + (shares.short ?? 0) / 2;
}
