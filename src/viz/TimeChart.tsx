import type { AbsoluteTimeRange, TimeRange } from '@grafana/data';
import { TooltipDisplayMode, type VizLegendOptions, type VizTooltipOptions } from '@grafana/schema';
import { EventBusPlugin, TooltipPlugin2, UPlotChart, usePanelContext, useTheme2, VizLayout } from '@grafana/ui';
import React, { useEffect, useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { buildConfig } from './chart/buildConfig';
import { chartLegend } from './chart/ChartLegend';
import { ChartTooltip } from './chart/ChartTooltip';
import { stackColumns } from './chart/stack';
import { sameStructure, type ChartStructure } from './chart/structure';
import { tooltipNotes, tooltipRows } from './chart/tooltipModel';
import type { ChartAxis, ChartMarker, ChartSeries, ChartSpan, ChartThreshold } from './chart/types';
import { useLatest } from './useLatest';

export interface TimeChartProps {
  readonly width: number;
  readonly height: number;
  readonly timeRange: TimeRange;
  readonly timeZone: string;
  /** Ascending, milliseconds since the epoch; `alignSeries` makes one such axis of several. */
  readonly times: readonly number[];
  /** Drawn in this order, the last one on top. */
  readonly series: readonly ChartSeries[];
  readonly left?: ChartAxis;
  readonly right?: ChartAxis;
  readonly spans?: readonly ChartSpan[];
  readonly markers?: readonly ChartMarker[];
  readonly thresholds?: readonly ChartThreshold[];
  readonly legend: VizLegendOptions;
  readonly tooltip: Pick<VizTooltipOptions, 'mode' | 'maxWidth'>;
  /** Called with the range that was dragged over; without it there is no zoom. */
  readonly onChangeTimeRange?: (range: AbsoluteTimeRange) => void;
}

const NONE: readonly never[] = [];
const NO_AXIS: ChartAxis = {};
const NOBODY: ReadonlySet<string> = new Set();
/** How near the pointer must be to a marker, in CSS pixels. */
const MARKER_REACH = 6;
/** `TooltipHoverMode`, which is not exported: the series near the pointer, or all series at its time. */
const HOVER_ONE = 0;
const HOVER_ALL = 1;

/** Time series on one or two value axes, with legend, tooltip, cursor shared with other panels, and drag to zoom. */
export function TimeChart(props: TimeChartProps): React.ReactElement {
  const { series, left = NO_AXIS, right = NO_AXIS, legend } = props;
  const [hidden, setHidden] = useState(NOBODY);
  return (
    <VizLayout
      width={props.width}
      height={props.height}
      legend={chartLegend({ series, hidden, axes: { left, right }, options: legend, onHiddenChange: setHidden })}
    >
      {(width, height) => <Plot {...props} width={width} height={height} hidden={hidden} />}
    </VizLayout>
  );
}

function Plot(props: TimeChartProps & { readonly hidden: ReadonlySet<string> }): React.ReactElement {
  const { width, height, timeZone, times, series, hidden, tooltip, onChangeTimeRange } = props;
  const { spans = NONE, markers = NONE } = props;
  const theme = useTheme2();
  const { eventBus, eventsScope, sync } = usePanelContext();
  const live = useLatest({ ...props, spans, markers });
  const structure = useStructure(props);
  const config = useMemo(() => buildConfig(structure, theme, timeZone, live), [structure, theme, timeZone, live]);
  const data = useMemo<uPlot.AlignedData>(
    () => [[...times], ...stackColumns(series, hidden).map((column) => [...column])],
    [times, series, hidden]
  );
  const plot = useRef<uPlot | null>(null);
  useEffect(() => plot.current?.redraw(false), [spans, markers]);

  const renderTooltip = (u: uPlot, indices: Array<number | null>, pointedAt: number | null) => {
    const { left = NO_AXIS, right = NO_AXIS, series: current, times: axis, spans, markers } = live.current;
    const at = indices[0];
    if (at === null || at === undefined) {
      return null;
    }
    // In uPlot's own counting, series 0 is the time.
    const seriesIndex = pointedAt === null ? null : pointedAt - 1;
    const rows = tooltipRows(current, live.current.hidden, { left, right }, at, seriesIndex);
    const timeMs = u.posToVal(u.cursor.left ?? 0, 'x');
    const reachMs = u.posToVal(MARKER_REACH, 'x') - u.posToVal(0, 'x');
    return (
      <ChartTooltip
        timeMs={axis[at]}
        timeZone={timeZone}
        rows={tooltip.mode === TooltipDisplayMode.Single ? rows.filter((row) => row.pointedAt) : rows}
        notes={tooltipNotes(spans, markers, timeMs, reachMs)}
      />
    );
  };

  return (
    // Grafana 12 keeps an old configuration when the size changes with it, hence a new chart for each.
    <UPlotChart
      key={config.uid}
      width={width}
      height={height}
      data={data}
      config={config}
      plotRef={(u) => {
        plot.current = u;
      }}
    >
      <EventBusPlugin config={config} eventBus={eventBus} />
      <TooltipPlugin2
        config={config}
        hoverMode={tooltip.mode === TooltipDisplayMode.Multi ? HOVER_ALL : HOVER_ONE}
        maxWidth={tooltip.maxWidth}
        syncMode={sync?.()}
        syncScope={eventsScope}
        queryZoom={onChangeTimeRange && ((range) => live.current.onChangeTimeRange?.(range))}
        render={renderTooltip}
      />
    </UPlotChart>
  );
}

const HOVER: Record<TooltipDisplayMode, ChartStructure['hover']> = {
  [TooltipDisplayMode.Single]: 'single',
  [TooltipDisplayMode.Multi]: 'multi',
  [TooltipDisplayMode.None]: 'none',
};

/** The structure of the chart; the very same object while nothing in it changes, so that refreshes do not rebuild the chart. */
function useStructure(props: TimeChartProps & { readonly hidden: ReadonlySet<string> }): ChartStructure {
  const next: ChartStructure = {
    series: props.series,
    hidden: props.hidden,
    left: props.left ?? NO_AXIS,
    right: props.right ?? NO_AXIS,
    thresholds: props.thresholds ?? NONE,
    hover: HOVER[props.tooltip.mode],
  };
  const [kept, setKept] = useState(next);
  if (sameStructure(kept, next)) {
    return kept;
  }
  setKept(next);
  return next;
}
