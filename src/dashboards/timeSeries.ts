import {
  GraphDrawStyle,
  LegendDisplayMode,
  LegendPlacement,
  LineStyleBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { VARIABLE_SELECTOR, type PanelQuery } from '../vocabulary';
import { DATA_SOURCE, target } from './panel';

/** A chart of Grafana's own over the vocabulary. */
export interface TimeSeries {
  readonly title: string;
  readonly description: string;
  /** Of the value axis, by Grafana's names. */
  readonly unit: 'percentunit' | 's' | 'reqps' | 'short';
  /** Counts of each step are bars upon each other; all else are lines. */
  readonly counts?: boolean;
  /** A legend would leave no room for the chart; the tooltip has the names. */
  readonly manyLines?: boolean;
  readonly queries: (selector: string) => ReadonlyArray<Omit<PanelQuery, 'help'>>;
  /** What stands in the chart while there is nothing, and why. */
  readonly empty: string;
}

/** What the value axis shows at least, so that nothing but zeros has an axis that a reader believes. */
const LEAST_TOP: Readonly<Record<TimeSeries['unit'], number>> = { percentunit: 0.01, s: 1, reqps: 1, short: 5 };

/** The refId of what the workload allows itself: a dashed line. */
export const LIMIT = 'limit';

/** Sizes in grid units. */
export function timeSeries(id: number, chart: TimeSeries, size: { readonly width: number; readonly height: number }) {
  const panel = new PanelBuilder()
    .id(id)
    .title(chart.title)
    .description(chart.description)
    .datasource(DATA_SOURCE)
    .targets(chart.queries(VARIABLE_SELECTOR).map(target))
    .unit(chart.unit)
    .min(0)
    .axisSoftMax(LEAST_TOP[chart.unit])
    .noValue(chart.empty)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(!chart.manyLines)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs([])
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .overrideByQuery(LIMIT, [
      { id: 'custom.lineStyle', value: new LineStyleBuilder().fill('dash').dash([6, 4]).build() },
      { id: 'custom.fillOpacity', value: 0 },
      { id: 'color', value: { mode: 'fixed', fixedColor: 'red' } },
    ])
    .span(size.width)
    .height(size.height);
  if (chart.counts) {
    return panel
      .drawStyle(GraphDrawStyle.Bars)
      .fillOpacity(80)
      .lineWidth(0)
      .stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
  }
  return panel.lineWidth(1).fillOpacity(8).showPoints(VisibilityMode.Never);
}
