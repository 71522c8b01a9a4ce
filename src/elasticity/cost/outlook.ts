import { lastSample, workloadKey, workloadOf, type Sample, type Series, type WorkloadIdentity } from '../samples';
import { hoursLeftInMonth, timeToSpend, utcMonth } from './calendar';

/** `within`: the month will end below the budget. `over`: it will end above it. `used_up`: the budget is already gone. */
export type BudgetVerdict = 'within' | 'over' | 'used_up';

/** How a workload stands against its budget. */
export interface BudgetOutlook {
  readonly budgetUsd: number;
  readonly spentUsd: number;
  /** Spent divided by budget; more than 1 when the budget is used up, infinite for a budget of 0. */
  readonly usedRatio: number;
  /** Cost at the end of the month. */
  readonly forecastUsd: number;
  readonly verdict: BudgetVerdict;
  /** Forecast less budget, 0 when it will hold. */
  readonly overByUsd: number;
  /** When a budget that will not hold runs out; `undefined` when it holds, or is gone already. */
  readonly runsOutMs: number | undefined;
}

/** How each of several workloads stands against its own budget. A sum would hide the one that is over behind the others. */
export interface BudgetsOutlook extends Omit<BudgetOutlook, 'verdict' | 'usedRatio'> {
  /** The worst of all, and the part of its budget that the workload has used that is nearest to the end of it, or farthest over. */
  readonly verdict: BudgetVerdict;
  readonly usedRatio: number;
  /** How many workloads have a budget. */
  readonly workloads: number;
  /** Those whose budget will not hold, the worst first. */
  readonly over: readonly WorkloadBudget[];
}

/** One workload against its budget. */
export interface WorkloadBudget extends BudgetOutlook {
  readonly workload: WorkloadIdentity;
}

export interface MonthOutlook {
  /** The moment that the figures describe, milliseconds since the epoch. */
  readonly atMs: number;
  readonly spentUsd: number;
  readonly forecastUsd: number;
  readonly budget: BudgetsOutlook | undefined;
  /** Workloads with cost that have no budget; their cost is in `spentUsd` and in no comparison. */
  readonly workloadsWithoutBudget: number;
}

/** What is known of the month of one or several workloads. */
export interface MonthSeries {
  readonly monthToDate: readonly Series[];
  readonly forecast: readonly Series[];
  readonly budget: readonly Series[];
}

interface MonthFigures {
  readonly workload: WorkloadIdentity;
  readonly atMs: number;
  readonly spentUsd: number;
  readonly forecastUsd: number;
  readonly budgetUsd: number | undefined;
}

/**
 * Where the month stands and where it will end. Each workload that has a budget is compared with it, as the alerts do; the cost
 * of the others is compared with none.
 */
export function monthOutlook(series: MonthSeries): MonthOutlook | undefined {
  const workloads = readMonth(series);
  if (workloads.length === 0) {
    return undefined;
  }
  const budgeted = workloads.flatMap(({ workload, budgetUsd, ...figures }) =>
    budgetUsd === undefined ? [] : [{ workload, ...compareWithBudget({ ...figures, budgetUsd }) }]
  );
  return {
    atMs: Math.max(...workloads.map(({ atMs }) => atMs)),
    spentUsd: sumOf(workloads, 'spentUsd'),
    forecastUsd: sumOf(workloads, 'forecastUsd'),
    budget: budgeted.length > 0 ? worstFirst(budgeted) : undefined,
    workloadsWithoutBudget: workloads.length - budgeted.length,
  };
}

const BY_SEVERITY: readonly BudgetVerdict[] = ['within', 'over', 'used_up'];

function worstFirst(budgets: readonly WorkloadBudget[]): BudgetsOutlook {
  const severity = ({ verdict }: WorkloadBudget) => BY_SEVERITY.indexOf(verdict);
  const ordered = [...budgets].sort((a, b) => severity(b) - severity(a) || b.overByUsd - a.overByUsd);
  const runOut = budgets.flatMap(({ runsOutMs }) => (runsOutMs === undefined ? [] : [runsOutMs]));
  return {
    budgetUsd: sumOf(budgets, 'budgetUsd'),
    spentUsd: sumOf(budgets, 'spentUsd'),
    forecastUsd: sumOf(budgets, 'forecastUsd'),
    overByUsd: sumOf(budgets, 'overByUsd'),
    usedRatio: Math.max(...budgets.map(({ usedRatio }) => usedRatio)),
    runsOutMs: runOut.length > 0 ? Math.min(...runOut) : undefined,
    verdict: ordered[0].verdict,
    workloads: budgets.length,
    over: ordered.filter(({ verdict }) => verdict !== 'within'),
  };
}

function sumOf<K extends string>(figures: ReadonlyArray<Readonly<Record<K, number>>>, key: K): number {
  return figures.reduce((sum, one) => sum + one[key], 0);
}

/** Cost at the end of the UTC month if every hour that is left costs as much as the mean hour of the month so far. */
export function projectMonthEnd(spentUsd: number, atMs: number): number {
  const month = utcMonth(atMs);
  const elapsedMs = atMs - month.fromMs;
  return elapsedMs > 0 ? (spentUsd * (month.toMs - month.fromMs)) / elapsedMs : spentUsd;
}

/** Compares what was spent, and what will be, with the budget of the month. Amounts in USD. */
export function compareWithBudget(figures: {
  readonly atMs: number;
  readonly spentUsd: number;
  readonly forecastUsd: number;
  readonly budgetUsd: number;
}): BudgetOutlook {
  const { atMs, spentUsd, budgetUsd } = figures;
  // Money that is spent does not come back: a forecast that lags behind its own month is raised to it.
  const forecastUsd = Math.max(figures.forecastUsd, spentUsd);
  const verdict = verdictOf(spentUsd, forecastUsd, budgetUsd);
  const hourlyUsd = (forecastUsd - spentUsd) / hoursLeftInMonth(atMs);
  return {
    budgetUsd,
    spentUsd,
    usedRatio: spentUsd > 0 ? spentUsd / budgetUsd : 0,
    forecastUsd,
    verdict,
    overByUsd: Math.max(0, forecastUsd - budgetUsd),
    runsOutMs: verdict === 'over' ? timeToSpend(budgetUsd - spentUsd, hourlyUsd, atMs) : undefined,
  };
}

function verdictOf(spentUsd: number, forecastUsd: number, budgetUsd: number): BudgetVerdict {
  if (spentUsd > 0 && spentUsd >= budgetUsd) {
    return 'used_up';
  }
  return forecastUsd > budgetUsd ? 'over' : 'within';
}

function readMonth({ monthToDate, forecast, budget }: MonthSeries): MonthFigures[] {
  const forecasts = lastByWorkload(forecast);
  const budgets = lastByWorkload(budget);
  const spent = [...lastByWorkload(monthToDate)];
  const month = utcMonth(Math.max(...spent.map(([, { timeMs }]) => timeMs)));
  return (
    spent
      // A workload that was last heard of in an earlier month has spent nothing in this one.
      .filter(([, { timeMs }]) => timeMs >= month.fromMs)
      .map(([key, { workload, timeMs: atMs, value: spentUsd }]) => ({
        workload,
        atMs,
        spentUsd,
        forecastUsd: forecasts.get(key)?.value ?? projectMonthEnd(spentUsd, atMs),
        budgetUsd: budgets.get(key)?.value,
      }))
  );
}

function lastByWorkload(
  series: readonly Series[]
): ReadonlyMap<string, Sample & { readonly workload: WorkloadIdentity }> {
  return new Map(
    series.flatMap((one) => {
      const [last, workload] = [lastSample(one), workloadOf(one.labels)];
      return last === undefined ? [] : [[workloadKey(workload), { workload, ...last }] as const];
    })
  );
}
