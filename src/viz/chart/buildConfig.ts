import { colorManipulator, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import {
  AxisPlacement,
  BarAlignment,
  GraphDrawStyle,
  LineInterpolation,
  ScaleDirection,
  ScaleOrientation,
  VisibilityMode,
} from '@grafana/schema';
import { UPlotConfigBuilder } from '@grafana/ui';
import { formatNumber } from '../format';
import { drawMarkers, drawSpans, drawThresholds } from './overlays';
import { stackBands } from './stack';
import type { ChartStructure } from './structure';
import type { AxisSide, ChartAxis, ChartMarker, ChartSeries, ChartSpan, ChartStyle } from './types';

/** What changes without a new configuration, read anew at each drawing. */
export interface LiveChart {
  readonly timeRange: TimeRange;
  readonly spans: readonly ChartSpan[];
  readonly markers: readonly ChartMarker[];
}

const FILL: Record<ChartStyle, number> = { line: 0, step: 0, area: 0.15, stepArea: 0.15, bars: 0.7, points: 0 };
/** Distance in CSS pixels within which the pointer points at a series. */
const POINTING_DISTANCE = 30;

/** The uPlot configuration of a chart. */
export function buildConfig(
  structure: ChartStructure,
  theme: GrafanaTheme2,
  timeZone: string,
  live: { readonly current: LiveChart }
): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder(timeZone);
  config.setCursor({ focus: { prox: structure.hover === 'none' ? -1 : POINTING_DISTANCE } });
  addTimeAxis(config, theme, timeZone, live);
  for (const side of ['left', 'right'] as const) {
    if (structure.series.some((one) => (one.axis ?? 'left') === side)) {
      addValueAxis(config, theme, side, structure);
    }
  }
  for (const one of structure.series) {
    addSeries(config, theme, one, !structure.hidden.has(one.key));
  }
  addBands(config, theme, structure);
  config.addHook('drawClear', (u) => drawSpans(u, live.current.spans, theme));
  config.addHook('draw', (u) => {
    drawThresholds(u, structure.thresholds, theme);
    drawMarkers(u, live.current.markers, theme);
  });
  return config;
}

function addTimeAxis(
  config: UPlotConfigBuilder,
  theme: GrafanaTheme2,
  timeZone: string,
  live: { readonly current: LiveChart }
): void {
  config.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => [live.current.timeRange.from.valueOf(), live.current.timeRange.to.valueOf()],
  });
  config.addAxis({ scaleKey: 'x', isTime: true, placement: AxisPlacement.Bottom, timeZone, theme });
}

function addValueAxis(
  config: UPlotConfigBuilder,
  theme: GrafanaTheme2,
  side: AxisSide,
  { left, right, thresholds }: ChartStructure
): void {
  const axis: ChartAxis = side === 'left' ? left : right;
  const mustShow = thresholds.filter((one) => (one.axis ?? 'left') === side).map(({ value }) => value);
  const softMax = Math.max(axis.softMax ?? 0, ...mustShow);
  config.addScale({
    scaleKey: side,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    softMin: 0,
    softMax: softMax > 0 ? softMax : undefined,
    min: axis.min,
    max: axis.max,
    decimals: axis.decimals,
  });
  config.addAxis({
    scaleKey: side,
    label: axis.label,
    placement: side === 'left' ? AxisPlacement.Left : AxisPlacement.Right,
    formatValue: (value: number, decimals) => formatNumber(value, axis.unit, axis.decimals ?? decimals ?? undefined),
    decimals: axis.decimals,
    theme,
  });
}

function addSeries(
  config: UPlotConfigBuilder,
  theme: GrafanaTheme2,
  one: Omit<ChartSeries, 'values'>,
  show: boolean
): void {
  const { style = 'line', axis = 'left', lineWidth = style === 'bars' ? 0 : 1.5, dash } = one;
  const steps = style === 'step' || style === 'stepArea';
  config.addSeries({
    scaleKey: axis,
    theme,
    show,
    drawStyle:
      style === 'bars' ? GraphDrawStyle.Bars : style === 'points' ? GraphDrawStyle.Points : GraphDrawStyle.Line,
    lineInterpolation: steps ? LineInterpolation.StepAfter : LineInterpolation.Linear,
    lineColor: theme.visualization.getColorByName(one.color),
    lineWidth,
    lineStyle: dash ? { fill: 'dash', dash: [...dash] } : { fill: 'solid' },
    fillOpacity: one.fillTo === undefined ? (one.fillOpacity ?? FILL[style]) * 100 : 0,
    barAlignment: BarAlignment.After,
    barWidthFactor: 0.9,
    // A single sample has no line, so that uPlot's own choice (points where they are far apart) has to hold for lines. What
    // has no width is for the tooltip only.
    showPoints: style === 'bars' || steps || lineWidth === 0 ? VisibilityMode.Never : VisibilityMode.Auto,
    pointSize: style === 'points' ? 6 : 4,
    pxAlign: true,
  });
}

function addBands(config: UPlotConfigBuilder, theme: GrafanaTheme2, { series, hidden }: ChartStructure): void {
  // In uPlot's own counting, series 0 is the time.
  stackBands(series, hidden).forEach(([upper, lower]) => config.addBand({ series: [upper + 1, lower + 1] }));
  series.forEach((one, upper) => {
    const lower = series.findIndex(({ key }) => key === one.fillTo);
    if (lower >= 0 && !hidden.has(one.key)) {
      const fill = colorManipulator.alpha(theme.visualization.getColorByName(one.color), one.fillOpacity ?? FILL.area);
      config.addBand({ series: [upper + 1, lower + 1], fill: () => fill });
    }
  });
}
