import { addUp, budgetForSpan, cumulate, isWholeMonth, runningTimes } from '../../elasticity/cost';
import type { ChartSeries, ChartValues } from '../../viz/chart/types';
import type { TokenCost } from './model';
import type { CostView } from './options';

export interface CostChart {
  /** Milliseconds since the epoch, ascending. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
}

/** Names of Grafana's palette, apart from red, which stands for the budget, and grey, which stands for the rest. */
const COLORS = [
  'blue',
  'orange',
  'purple',
  'green',
  'yellow',
  'semi-dark-blue',
  'dark-orange',
  'light-purple',
  'dark-green',
];
const REST_COLOR = 'gray';
const STACK = 'cost';
const BUDGET_LINE = { key: 'budget', color: 'red', lineWidth: 2, dash: [6, 4] } as const;

interface Layer {
  readonly name: string;
  readonly color: string;
  readonly stepsUsd: readonly number[];
}

/** What the chart draws: the cost of each step as bars, or running totals against the budget as areas. */
export function costChart(cost: TokenCost, view: CostView, showBudget: boolean): CostChart {
  const layers = layersOf(cost);
  return view === 'interval' ? intervalChart(cost, layers) : cumulativeChart(cost, layers, showBudget);
}

function intervalChart({ breakdown }: TokenCost, layers: readonly Layer[]): CostChart {
  const sums = addUp(layers.map(({ stepsUsd }) => stepsUsd));
  return { times: breakdown.timesMs, series: [...layers.map((layer) => bars(layer)), total(sums)] };
}

function cumulativeChart(cost: TokenCost, layers: readonly Layer[], showBudget: boolean): CostChart {
  const { range, breakdown } = cost;
  const running = runningTimes(breakdown.timesMs, range.fromMs);
  // The budget is known over the whole range, also where no cost is.
  const times = [...new Set([range.fromMs, ...running.timesMs, range.toMs])];
  const place = (stepsUsd: readonly number[]): ChartValues => {
    const totals = new Map(cumulate(stepsUsd, running).map((usd, i) => [running.timesMs[i], usd]));
    return times.map((time) => totals.get(time));
  };
  const sums = place(addUp(layers.map(({ stepsUsd }) => stepsUsd)));
  return {
    times,
    series: [
      ...layers.map((layer) => areas(layer, place(layer.stepsUsd))),
      total(sums),
      ...(showBudget ? budgetLines(cost, times, sums) : []),
    ],
  };
}

/** Running totals must not be added up again: their last value is the sum. */
export function legendCalcs(view: CostView, calcs: readonly string[]): string[] {
  return view === 'cumulative' ? calcs.map((calc) => (calc === 'sum' ? 'lastNotNull' : calc)) : [...calcs];
}

/** Colours go by name, so that a group keeps its own while ranks change. */
function layersOf({ breakdown: { groups, rest } }: TokenCost): Layer[] {
  const names = groups.map((group) => group.name).sort((a, b) => a.localeCompare(b));
  const layers: Layer[] = groups.map(({ name, stepsUsd }) => ({
    name,
    color: COLORS[names.indexOf(name) % COLORS.length],
    stepsUsd,
  }));
  return rest ? [...layers, { name: `${rest.members} others`, color: REST_COLOR, stepsUsd: rest.stepsUsd }] : layers;
}

function bars({ name, color, stepsUsd }: Layer): ChartSeries {
  return {
    key: `cost ${name}`,
    label: name,
    color,
    values: stepsUsd,
    style: 'bars',
    stack: STACK,
    fillOpacity: 0.8,
    lineWidth: 0,
  };
}

function areas({ name, color }: Layer, values: ChartValues): ChartSeries {
  return {
    key: `cost ${name}`,
    label: name,
    color,
    values,
    style: 'area',
    stack: STACK,
    fillOpacity: 0.5,
    lineWidth: 1,
  };
}

/** In the tooltip only: the height of the stack. */
function total(values: ChartValues): ChartSeries {
  return { key: 'total', label: 'Total', color: 'text', values, lineWidth: 0, hideInLegend: true };
}

/**
 * The budget as a line. A range that is one month: flat at the whole budget, with the way from here to the forecast end.
 * Else: rising by the part of the budget that falls to the time since the start of the range.
 */
function budgetLines(
  { range, breakdown, month }: TokenCost,
  times: readonly number[],
  sums: ChartValues
): ChartSeries[] {
  // Against the cost of all workloads the budget of some would look too small, and a sum would hide the one that is over.
  if (month?.budget?.workloads !== 1 || month.workloadsWithoutBudget > 0) {
    return [];
  }
  const { budgetUsd } = month.budget;
  if (!isWholeMonth(range)) {
    const values = times.map((toMs) => budgetForSpan(budgetUsd, { fromMs: range.fromMs, toMs }));
    return [{ ...BUDGET_LINE, label: 'Budget, part of the range', values }];
  }
  const lastKnown = times.indexOf(breakdown.timesMs[breakdown.timesMs.length - 1]);
  const forecast = sums.map((sum, i) =>
    i === lastKnown ? sum : i === sums.length - 1 ? month.forecastUsd : undefined
  );
  return [
    { ...BUDGET_LINE, label: 'Budget of the month', values: times.map(() => budgetUsd) },
    { key: 'forecast', label: 'Forecast', color: 'text', values: forecast, dash: [2, 4] },
  ];
}
