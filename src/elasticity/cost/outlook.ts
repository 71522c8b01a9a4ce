import { lastSample, workloadKey, workloadOf, type Sample, type Series } from '../samples';
import { hoursLeftInMonth, timeToSpend, utcMonth } from './calendar';

/** `within`: the month will end below the budget. `over`: it will end above it. `used_up`: the budget is already gone. */
export type BudgetVerdict = 'within' | 'over' | 'used_up';

/** How the workloads that have a budget stand against it. */
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

export interface MonthOutlook {
  /** The moment that the figures describe, milliseconds since the epoch. */
  readonly atMs: number;
  readonly spentUsd: number;
  readonly forecastUsd: number;
  readonly budget: BudgetOutlook | undefined;
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
  readonly atMs: number;
  readonly spentUsd: number;
  readonly forecastUsd: number;
  readonly budgetUsd: number | undefined;
}

/**
 * Where the month stands and where it will end. Only workloads that have a budget are compared with it: the cost of the
 * others would make theirs look used up.
 */
export function monthOutlook(series: MonthSeries): MonthOutlook | undefined {
  const workloads = readMonth(series);
  if (workloads.length === 0) {
    return undefined;
  }
  const all = addFigures(workloads);
  const budgeted = workloads.filter((workload) => workload.budgetUsd !== undefined);
  return {
    atMs: all.atMs,
    spentUsd: all.spentUsd,
    forecastUsd: all.forecastUsd,
    budget: budgeted.length > 0 ? compareWithBudget(addFigures(budgeted)) : undefined,
    workloadsWithoutBudget: workloads.length - budgeted.length,
  };
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
      .map(([key, { timeMs: atMs, value: spentUsd }]) => ({
        atMs,
        spentUsd,
        forecastUsd: forecasts.get(key)?.value ?? projectMonthEnd(spentUsd, atMs),
        budgetUsd: budgets.get(key)?.value,
      }))
  );
}

function addFigures(figures: readonly MonthFigures[]): MonthFigures & { readonly budgetUsd: number } {
  return figures.reduce<MonthFigures & { readonly budgetUsd: number }>(
    (total, one) => ({
      atMs: Math.max(total.atMs, one.atMs),
      spentUsd: total.spentUsd + one.spentUsd,
      forecastUsd: total.forecastUsd + one.forecastUsd,
      budgetUsd: total.budgetUsd + (one.budgetUsd ?? 0),
    }),
    { atMs: -Infinity, spentUsd: 0, forecastUsd: 0, budgetUsd: 0 }
  );
}

function lastByWorkload(series: readonly Series[]): ReadonlyMap<string, Sample> {
  const byWorkload = new Map<string, Sample>();
  for (const one of series) {
    const last = lastSample(one);
    if (last !== undefined) {
      byWorkload.set(workloadKey(workloadOf(one.labels)), last);
    }
  }
  return byWorkload;
}
