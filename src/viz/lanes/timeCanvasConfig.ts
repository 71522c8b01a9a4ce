import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { AxisPlacement, ScaleDirection, ScaleOrientation } from '@grafana/schema';
import { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';
import { withSurface, type Surface } from './surface';

export interface ValueAxis {
  /** Upper end; the lower one is 0. */
  readonly max: number;
  /** Grafana unit of the ticks. */
  readonly unit: string;
  /** Whether only whole numbers get a tick. */
  readonly whole?: boolean;
}

/** What a chart is made of; while it stays the same, a refresh only draws. */
interface TimeCanvasStructure {
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
  readonly gutter: number;
  /** No value axis when left out. */
  readonly valueUnit: string | undefined;
  readonly wholeValues: boolean;
  readonly hideTimeAxis: boolean;
}

/** What changes without a new configuration, read anew at each drawing. */
interface LiveTimeCanvas {
  readonly fromMs: number;
  readonly toMs: number;
  readonly valueAxis?: ValueAxis;
  readonly onDraw: (surface: Surface) => void;
  readonly onZoom?: (range: { from: number; to: number }) => void;
}

/** Narrower selections are clicks with an unsteady hand. CSS pixels, as in Grafana. */
const SMALLEST_SELECTION = 5;
const RIGHT_MARGIN = 20;
/** Least distance of two ticks of the value axis, and what the lowest one needs below the plot. CSS pixels. */
const TICK_SPACE = 28;
const HALF_LINE = 8;
/** Space above the plot, and that of the time axis below it: its ticks, a gap and a line of text. CSS pixels. */
export const PLOT_TOP = 4;
export const TIME_AXIS_HEIGHT = 22;

/** A chart with axes and no series of its own. */
export function buildTimeCanvasConfig(
  { theme, timeZone, gutter, valueUnit, wholeValues, hideTimeAxis }: TimeCanvasStructure,
  live: { readonly current: LiveTimeCanvas }
): UPlotConfigBuilder {
  const builder = new UPlotConfigBuilder(timeZone);
  builder.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => [live.current.fromMs, live.current.toMs],
  });
  builder.addScale({
    scaleKey: 'y',
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: () => [0, live.current.valueAxis?.max ?? 1],
  });
  builder.addAxis({
    scaleKey: 'x',
    isTime: true,
    placement: AxisPlacement.Bottom,
    grid: { show: true },
    // Without its axis the grid stays, so that charts below each other share their lines.
    size: hideTimeAxis ? 0 : TIME_AXIS_HEIGHT,
    ticks: { show: !hideTimeAxis },
    ...(hideTimeAxis && { values: () => [] }),
    timeZone,
    theme,
  });
  if (valueUnit === undefined) {
    // uPlot makes an axis of its own when there is none.
    builder.addAxis({ scaleKey: 'y', placement: AxisPlacement.Left, show: false, theme });
  } else {
    const format = getValueFormat(valueUnit);
    builder.addAxis({
      scaleKey: 'y',
      placement: AxisPlacement.Left,
      size: gutter,
      space: TICK_SPACE,
      decimals: wholeValues ? 0 : undefined,
      formatValue: (value, decimals) => formattedValueToString(format(value, decimals ?? undefined)),
      theme,
    });
  }
  builder.addSeries({ scaleKey: 'y', theme, show: false });
  builder.setPadding([PLOT_TOP, RIGHT_MARGIN, hideTimeAxis ? HALF_LINE : 0, valueUnit === undefined ? gutter : 0]);
  builder.addHook('draw', (plot: uPlot) => withSurface(plot, (surface) => live.current.onDraw(surface)));
  builder.addHook('setSelect', (plot: uPlot) => {
    const { left, width } = plot.select;
    if (width >= SMALLEST_SELECTION) {
      live.current.onZoom?.({ from: plot.posToVal(left, 'x'), to: plot.posToVal(left + width, 'x') });
    }
    plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  });
  builder.setCursor({
    y: false,
    points: { show: false },
    drag: { x: true, y: false, setScale: false },
    bind: {
      // As Grafana's own charts: twice the range around the same middle.
      dblclick: () => () => {
        const { fromMs, toMs, onZoom } = live.current;
        const half = (toMs - fromMs) / 2;
        onZoom?.({ from: fromMs - half, to: toMs + half });
        return null;
      },
    },
  });
  return builder;
}
