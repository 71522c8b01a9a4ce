import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

const budgetUse = (rest: string, help: string) => recorded('workload', `cost_usd:${rest}`, 'ratio', help);

/** Shares of the budgets `budget_usd_per_day` and `budget_usd_per_month`; absent where none is set. */
const BUDGET_USE = {
  dayBudgetUse: budgetUse('day_budget_ratio', 'Share of the budget of the UTC day that is spent.'),
  monthBudgetUse: budgetUse('month_budget_ratio', 'Share of the budget of the UTC month that is spent.'),
  monthBudgetForecast: budgetUse(
    'month_budget_forecast_ratio',
    'Share of the budget of the UTC month at its end, as forecast.'
  ),
  monthBudgetUse1h: budgetUse('month_budget_ratio1h', 'Share of the budget of the month spent within the last hour.'),
  monthBudgetUse6h: budgetUse(
    'month_budget_ratio6h',
    'Share of the budget of the month spent within the last 6 hours.'
  ),
  monthBudgetUse1d: budgetUse(
    'month_budget_ratio1d',
    'Share of the budget of the month spent within the last 24 full hours.'
  ),
  costPart1h: recorded('workload', 'cost_usd:hourly', 'usd', 'Estimated cost of an hour, once an hour.'),
} as const satisfies Record<string, RecordedDefinition>;

/** What do the tokens cost? */
export const COST = {
  tokensByModel: recorded(
    'workload_model',
    'tokens:increase1m',
    'tokens',
    'Tokens of the last minute by kind, exact.',
    ['kind']
  ),
  costByModel: recorded('workload_model', 'cost_usd:increase1m', 'usd', 'Estimated cost of the last minute.'),
  costByTeam: recorded('workload_team', 'cost_usd:increase1m', 'usd', 'Estimated cost of the last minute.'),
  costByFlow: recorded('workload_flow', 'cost_usd:increase1m', 'usd', 'Estimated cost of the last minute.'),
  unpricedTokens: recorded(
    'workload_model',
    'unpriced_tokens:increase1m',
    'tokens',
    'Tokens of the last minute that no price is known for.'
  ),
  priceAge: recorded(
    'workload_model',
    'price_age:seconds',
    'seconds',
    'Time since the price in use was checked against its source, the oldest of all instances.'
  ),
  cost: recorded('workload', 'cost_usd:increase1m', 'usd', 'Estimated cost of the last minute.'),
  costHourly: recorded('workload', 'cost_usd:increase1h', 'usd', 'Estimated cost of the last hour.'),
  costHourToDate: recorded(
    'workload',
    'cost_usd:hour_to_date',
    'usd',
    'Estimated cost since the start of the UTC hour.'
  ),
  costDayToDate: recorded('workload', 'cost_usd:day_to_date', 'usd', 'Estimated cost since the start of the UTC day.'),
  costYesterday: recorded('workload', 'cost_usd:yesterday', 'usd', 'Estimated cost of the UTC day before this one.'),
  costYesterdayHourly: recorded(
    'workload',
    'cost_usd:yesterday:hourly',
    'usd',
    'The same in the first minutes of every hour only; the month is put together from it.'
  ),
  costMonthToDate: recorded(
    'workload',
    'cost_usd:month_to_date',
    'usd',
    'Estimated cost since the start of the UTC month.'
  ),
  costMonthForecast: recorded(
    'workload',
    'cost_usd:month_forecast',
    'usd',
    'Month to date plus the mean hourly cost of the last seven days for every hour left.'
  ),
  ...BUDGET_USE,
  costPerRequest: recorded(
    'workload',
    'cost_usd_per_request:avg1h',
    'usd',
    'Cost of a request, mean of the last hour.'
  ),
  costPerReplicaHour: recorded(
    'workload',
    'cost_usd_per_replica_hour:avg1h',
    'usd',
    'Cost of tokens for each hour of a replica, mean of the last hour.'
  ),
  budgetSpent: recorded(
    'workload',
    'budget_spent',
    'usd',
    'What a workload has spent this month, once that is its budget or more; else absent.'
  ),
  dayBudgetSpent: recorded(
    'workload',
    'day_budget_spent',
    'usd',
    'What a workload has spent today, once that is its budget of the day or more; else absent.'
  ),
  budgetForecastOver: recorded(
    'workload',
    'budget_forecast_over',
    'usd',
    'What the month will have cost at its end where that is over a budget which is not spent yet; else absent.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
