import type { ChartOptions } from '../../viz/options';

/** What cost is broken down by. */
export const DIMENSIONS = ['model', 'team', 'flow'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** `interval`: the cost of each step. `cumulative`: the cost since the start of the range, against the budget. */
export const COST_VIEWS = ['interval', 'cumulative'] as const;
export type CostView = (typeof COST_VIEWS)[number];

export const DIMENSION_OPTIONS: Array<{ value: Dimension; label: string }> = [
  { value: 'model', label: 'Model' },
  { value: 'team', label: 'Team' },
  { value: 'flow', label: 'Flow' },
];

export const COST_VIEW_OPTIONS: Array<{ value: CostView; label: string; description: string }> = [
  { value: 'interval', label: 'Per interval', description: 'Cost of each step of the chart' },
  {
    value: 'cumulative',
    label: 'Cumulative',
    description: 'Cost since the start of the time range, against the budget',
  },
];

export interface TokenCostOptions extends ChartOptions {
  breakdown: Dimension;
  view: CostView;
  /** How many models, teams or flows keep a colour of their own. */
  maxGroups: number;
  showFigures: boolean;
  showBudget: boolean;
}

export const DEFAULTS: Readonly<Omit<TokenCostOptions, keyof ChartOptions>> = {
  breakdown: 'model',
  view: 'interval',
  maxGroups: 7,
  showFigures: true,
  showBudget: true,
};
