import { compareWithBudget, projectMonthEnd } from '../../elasticity/cost';
import { workloadKey, type WorkloadIdentity } from '../../elasticity/samples';
import type { SeriesByRefId } from '../../prometheus/frames';
import { Answers } from './answers';
import { findingsOf, statusOf, urgencyOf, type Finding, type Status } from './attention';
import type { MonthCost, WorkloadNumbers } from './numbers';
import { REF } from './queries';

/** One row of the fleet: the numbers, and what is to be said about them, the worst first. */
export interface FleetRow extends WorkloadNumbers {
  readonly key: string;
  readonly status: Status;
  readonly findings: readonly Finding[];
}

/** Merges the answers to one row a workload. The rows are those of the `workloads` input, whatever else was answered. */
export function readFleet(series: SeriesByRefId): FleetRow[] {
  const answers = new Answers(series);
  return answers
    .workloads()
    .map((workload) => {
      const numbers = numbersOf(workload, answers);
      const findings = findingsOf(numbers);
      return { ...numbers, key: workloadKey(workload), findings, status: statusOf({ ...numbers, findings }) };
    })
    .sort(byUrgency);
}

function numbersOf(workload: WorkloadIdentity, answers: Answers): WorkloadNumbers {
  const number = (refId: string) => answers.last(refId, workload)?.value;
  const alerts = (severity: string) => answers.last(REF.alerts, workload, severity)?.value ?? 0;
  return {
    workload,
    replicas: {
      current: number(REF.current),
      desired: number(REF.desired),
      ready: number(REF.ready),
      updated: number(REF.updated),
      min: number(REF.min),
      max: number(REF.max),
    },
    loadPerSecond: number(REF.load),
    capacityPerSecond: number(REF.capacity),
    saturation: number(REF.saturation),
    errorRatio: number(REF.errorRatio),
    latencyP95Seconds: number(REF.latencyP95),
    reversals: number(REF.reversals),
    amplitude: number(REF.amplitude),
    boundsChanges: number(REF.boundsChanges),
    leaders: number(REF.leaders),
    standbys: number(REF.standbys),
    coldStartP95Seconds: number(REF.coldStartP95),
    delayedRequests: number(REF.delayed),
    cost: costOf(workload, answers),
    alerts: { critical: alerts('critical'), warning: alerts('warning'), info: alerts('info') },
    targets: {
      successRatio: answers.target('success_ratio', workload),
      latencyP95Seconds: answers.target('latency_p95_seconds', workload),
      coldStartSeconds: answers.target('cold_start_seconds', workload),
    },
  };
}

function costOf(workload: WorkloadIdentity, answers: Answers): MonthCost | undefined {
  const spent = answers.last(REF.monthToDate, workload);
  if (spent === undefined) {
    return undefined;
  }
  const { timeMs: atMs, value: spentUsd } = spent;
  const forecastUsd = answers.last(REF.monthForecast, workload)?.value ?? projectMonthEnd(spentUsd, atMs);
  const budgetUsd = answers.target('budget_usd_per_month', workload);
  const budget = budgetUsd === undefined ? undefined : compareWithBudget({ atMs, spentUsd, forecastUsd, budgetUsd });
  return { spentUsd, forecastUsd, budget };
}

/** The worst first; within one level whoever has more to say, then by name, so that rows keep their place. */
function byUrgency(a: FleetRow, b: FleetRow): number {
  return (
    urgencyOf(b.status) - urgencyOf(a.status) ||
    b.findings.length - a.findings.length ||
    nameOf(a).localeCompare(nameOf(b))
  );
}

function nameOf({ workload: { cluster, namespace, workload } }: FleetRow): string {
  return `${namespace}/${workload} ${cluster}`;
}
