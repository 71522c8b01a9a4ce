import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

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
} as const satisfies Record<string, RecordedDefinition>;
