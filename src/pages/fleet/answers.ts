import {
  lastSample,
  runsOf,
  seriesByWorkload,
  uniqueWorkloads,
  workloadKey,
  workloadOf,
  type Sample,
  type WorkloadIdentity,
} from '../../elasticity/samples';
import { readTargets, type Targets } from '../../elasticity/targets';
import type { PrometheusSeries, SeriesByRefId } from '../../prometheus/frames';
import { VERDICTS, type Severity, type VerdictDefinition, type VerdictName } from '../../vocabulary';
import type { FiringAlert, HeldVerdict } from './numbers';
import { REF, VERDICT_LABEL } from './queries';

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];
const VERDICT_NAMES = Object.keys(VERDICTS).filter((name): name is VerdictName => name in VERDICTS);

/** The answers to the page's queries, to be looked up by workload. Each query is indexed once, when it is first needed. */
export class Answers {
  private readonly byRefId = new Map<string, ReadonlyMap<string, PrometheusSeries>>();
  private readonly groups = new Map<string, ReadonlyMap<string, readonly PrometheusSeries[]>>();
  private budgets: Targets | undefined;

  /** @param untilMs until when the answers can know anything */
  constructor(
    private readonly series: SeriesByRefId,
    private readonly untilMs: number
  ) {}

  /** Every workload of the range, whether it is there at its end or not, once. */
  workloads(): WorkloadIdentity[] {
    return uniqueWorkloads([...this.of(REF.workloads), ...this.of(REF.ended)].map(({ labels }) => workloadOf(labels)));
  }

  /** The last number of an input for a workload. */
  last(refId: string, workload: WorkloadIdentity): Sample | undefined {
    const index = this.byRefId.get(refId) ?? seriesByWorkload(this.of(refId));
    this.byRefId.set(refId, index);
    const series = index.get(workloadKey(workload));
    return series && lastSample(series);
  }

  /** The budget that a workload set for itself, USD a month. */
  budget(workload: WorkloadIdentity): number | undefined {
    this.budgets ??= readTargets(this.of(REF.budget), 'budget_usd_per_month');
    return this.budgets(workload);
  }

  /** The verdicts that hold at the end of the range, in the order of the table. */
  verdicts(workload: WorkloadIdentity): HeldVerdict[] {
    const own = this.all(REF.verdicts, workload);
    return VERDICT_NAMES.flatMap((verdict) => {
      const [first] = own
        .filter(({ labels }) => isOf(VERDICTS[verdict], labels))
        .flatMap((series) => runsOf(series, this.untilMs).slice(-1))
        .filter(({ lasting }) => lasting)
        .sort((a, b) => a.fromMs - b.fromMs);
      return first === undefined ? [] : [{ verdict, run: first }];
    });
  }

  alerts(workload: WorkloadIdentity): FiringAlert[] {
    return this.all(REF.alerts, workload).flatMap(({ labels: { alertname = '', severity } }) => {
      const known = SEVERITIES.find((one) => one === severity);
      return known === undefined ? [] : [{ name: alertname, severity: known }];
    });
  }

  private of(refId: string): readonly PrometheusSeries[] {
    return this.series.get(refId) ?? [];
  }

  private all(refId: string, workload: WorkloadIdentity): readonly PrometheusSeries[] {
    const index = this.groups.get(refId) ?? groupSeries(this.of(refId));
    this.groups.set(refId, index);
    return index.get(workloadKey(workload)) ?? [];
  }
}

function isOf({ record, labels = {} }: VerdictDefinition, series: PrometheusSeries['labels']): boolean {
  return (
    `workload:${series[VERDICT_LABEL]}` === record &&
    Object.entries(labels).every(([label, value]) => series[label] === value)
  );
}

function groupSeries(series: readonly PrometheusSeries[]): ReadonlyMap<string, readonly PrometheusSeries[]> {
  const groups = new Map<string, PrometheusSeries[]>();
  for (const one of series) {
    const key = workloadKey(workloadOf(one.labels));
    const group = groups.get(key) ?? [];
    group.push(one);
    groups.set(key, group);
  }
  return groups;
}
