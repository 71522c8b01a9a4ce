import { workloadKey, workloadOf, type Series, type WorkloadIdentity } from '../../elasticity/samples';
import { readTargets, type Targets } from '../../elasticity/targets';
import type { SeriesByRefId } from '../../prometheus/frames';
import type { Objective } from '../../vocabulary';
import { REF } from './queries';

export interface Sample {
  /** Milliseconds since the epoch. */
  readonly timeMs: number;
  readonly value: number;
}

/** The answers to the page's queries, to be looked up by workload. Each query is indexed once, when it is first needed. */
export class Answers {
  private readonly samples = new Map<string, ReadonlyMap<string, Sample>>();
  private readonly targets = new Map<Objective, Targets>();

  constructor(private readonly series: SeriesByRefId) {}

  /** Every workload of the `workloads` input, once. */
  workloads(): WorkloadIdentity[] {
    const workloads = this.of(REF.workloads).map(({ labels }) => workloadOf(labels));
    return [...new Map(workloads.map((workload) => [workloadKey(workload), workload])).values()];
  }

  /** The last number of an input for a workload; of the series with a certain severity where it is given. */
  last(refId: string, workload: WorkloadIdentity, severity?: string): Sample | undefined {
    const index = `${refId} ${severity ?? ''}`;
    const samples = this.samples.get(index) ?? lastByWorkload(this.of(refId), severity);
    this.samples.set(index, samples);
    return samples.get(workloadKey(workload));
  }

  /** What a workload aims at, its own or the documented default. */
  target(objective: Objective, workload: WorkloadIdentity): number | undefined {
    const targets = this.targets.get(objective) ?? readTargets(this.of(REF.objectives), objective);
    this.targets.set(objective, targets);
    return targets(workload);
  }

  private of(refId: string): readonly Series[] {
    return this.series.get(refId) ?? [];
  }
}

function lastByWorkload(series: readonly Series[], severity: string | undefined): ReadonlyMap<string, Sample> {
  const samples = new Map<string, Sample>();
  for (const { labels, times, values } of series) {
    const last = values.length - 1;
    const value = values[last];
    if (typeof value === 'number' && Number.isFinite(value) && (severity ?? labels.severity) === labels.severity) {
      samples.set(workloadKey(workloadOf(labels)), { timeMs: times[last], value });
    }
  }
  return samples;
}
