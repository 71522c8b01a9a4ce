import { compareWithBudget, projectMonthEnd } from '../../elasticity/cost';
import { workloadKey, workloadNames, type WorkloadIdentity } from '../../elasticity/samples';
import type { SeriesByRefId } from '../../prometheus/frames';
import { Answers } from './answers';
import { findingsOf, statusOf, urgencyOf, type Finding, type Status, type Telling } from './attention';
import type { MonthCost, WorkloadNumbers } from './numbers';
import { REF } from './queries';

/** One row of the fleet: the numbers, and what is to be said about them, the worst first. */
export interface FleetRow extends WorkloadNumbers {
  readonly key: string;
  readonly name: string;
  readonly status: Status;
  readonly findings: readonly Finding[];
}

/**
 * Merges the answers to one row a workload. The rows are the workloads of the whole range, whatever else was answered.
 * @param untilMs until when the answers can know anything
 */
export function readFleet(series: SeriesByRefId, untilMs: number, telling: Telling): FleetRow[] {
  const answers = new Answers(series, untilMs);
  const workloads = answers.workloads();
  const name = workloadNames(workloads);
  return workloads
    .map((workload) => {
      const numbers = numbersOf(workload, answers);
      const findings = findingsOf(numbers, telling);
      return {
        ...numbers,
        key: workloadKey(workload),
        name: name(workload),
        findings,
        status: statusOf({ ...numbers, findings }),
      };
    })
    .sort(byUrgency);
}

function numbersOf(workload: WorkloadIdentity, answers: Answers): WorkloadNumbers {
  const number = (refId: string) => answers.last(refId, workload)?.value;
  return {
    workload,
    replicas: {
      current: number(REF.current),
      desired: number(REF.desired),
      ready: number(REF.ready),
      min: number(REF.min),
      max: number(REF.max),
    },
    loadPerSecond: number(REF.load),
    capacityPerSecond: number(REF.capacity),
    saturation: number(REF.saturation),
    errorRatio: number(REF.errorRatio),
    latencyP95Seconds: number(REF.latencyP95),
    reversals: number(REF.reversals),
    leaders: number(REF.leaders),
    standbys: number(REF.standbys),
    coldStartP95Seconds: number(REF.coldStartP95),
    delayedRequests: number(REF.delayed),
    cost: costOf(workload, answers),
    verdicts: answers.verdicts(workload),
    alerts: answers.alerts(workload),
    endedAtMs: answers.last(REF.ended, workload)?.timeMs,
  };
}

function costOf(workload: WorkloadIdentity, answers: Answers): MonthCost | undefined {
  const spent = answers.last(REF.monthToDate, workload);
  if (spent === undefined) {
    return undefined;
  }
  const { timeMs: atMs, value: spentUsd } = spent;
  const forecastUsd = answers.last(REF.monthForecast, workload)?.value ?? projectMonthEnd(spentUsd, atMs);
  const budgetUsd = answers.budget(workload);
  const budget = budgetUsd === undefined ? undefined : compareWithBudget({ atMs, spentUsd, forecastUsd, budgetUsd });
  return { spentUsd, forecastUsd, budget };
}

/** The worst first; within one level whoever has more to say, then by name, so that rows keep their place. */
function byUrgency(a: FleetRow, b: FleetRow): number {
  return (
    urgencyOf(b.status) - urgencyOf(a.status) || b.findings.length - a.findings.length || a.name.localeCompare(b.name)
  );
}
