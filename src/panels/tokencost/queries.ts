import {
  sumOver,
  WORKLOAD,
  WORKLOAD_LABELS,
  type Objective,
  type PanelQuery,
  type RecordedDefinition,
} from '../../vocabulary';

/** Names of the panel's inputs. */
export const REF = {
  byModel: 'cost_by_model',
  byTeam: 'cost_by_team',
  byFlow: 'cost_by_flow',
  tokens: 'tokens_by_model',
  unpriced: 'unpriced',
  monthToDate: 'month_to_date',
  monthForecast: 'month_forecast',
  budget: 'budget',
} as const;

const BUDGET: Objective = 'budget_usd_per_month';

/**
 * The inputs of the panel. Each sample of increments is the cost (or the tokens) of the step that ends at its time. Of the
 * figures about the month the panel takes the last one: a range that ends in the future, such as this month, has none at its
 * end.
 */
export function queries(selector: string): PanelQuery[] {
  return [
    perStep(REF.byModel, WORKLOAD.costByModel, ['provider', 'model'], selector, 'Cost by model'),
    perStep(REF.byTeam, WORKLOAD.costByTeam, ['team'], selector, 'Cost by team'),
    perStep(REF.byFlow, WORKLOAD.costByFlow, ['flow'], selector, 'Cost by flow'),
    perStep(REF.tokens, WORKLOAD.tokensByModel, ['provider', 'model', 'kind'], selector, 'Tokens by model and kind'),
    perStep(REF.unpriced, WORKLOAD.unpricedTokens, ['provider', 'model'], selector, 'Tokens that are in no cost'),
    latest(REF.monthToDate, `${WORKLOAD.costMonthToDate.name}{${selector}}`, 'Cost of the UTC month so far'),
    latest(REF.monthForecast, `${WORKLOAD.costMonthForecast.name}{${selector}}`, 'Cost at the end of the UTC month'),
    latest(REF.budget, `${WORKLOAD.objective.name}{${selector}, objective="${BUDGET}"}`, 'Budget for the UTC month'),
  ];
}

function perStep(
  refId: string,
  series: RecordedDefinition,
  labels: readonly string[],
  selector: string,
  help: string
): PanelQuery {
  return {
    refId,
    expr: `sum by (${labels.join(', ')}) (${sumOver(series, selector, '$__interval')})`,
    legend: labels.map((label) => `{{${label}}}`).join(' '),
    minInterval: '1m',
    help,
  };
}

function latest(refId: string, expr: string, help: string): PanelQuery {
  return { refId, expr, legend: WORKLOAD_LABELS.map((label) => `{{${label}}}`).join('/'), minInterval: '1m', help };
}
