import { formatNumber } from '../format';
import type { ChartAxis, ChartMarker, ChartSeries, ChartSpan, ChartStyle } from './types';

export interface TooltipRow {
  readonly key: string;
  readonly color: string;
  readonly label: string;
  readonly value: string;
  /** The series that the pointer is on. */
  readonly pointedAt: boolean;
}

/** A span or a marker at the time that is pointed at. */
export interface TooltipNote {
  readonly color: string;
  readonly label: string;
  readonly hint?: string;
}

const HOLDS_VALUE: Record<ChartStyle, boolean> = {
  line: false,
  step: true,
  area: false,
  stepArea: true,
  bars: false,
  points: false,
};

/**
 * A row for each series with a number at index `at`. A stepped series that has no sample just there says the value it
 * holds; a stacked one says its own value, not the height of the stack.
 */
export function tooltipRows(
  series: readonly ChartSeries[],
  hidden: ReadonlySet<string>,
  axes: { readonly left: ChartAxis; readonly right: ChartAxis },
  at: number,
  pointedAt: number | null
): TooltipRow[] {
  return series.flatMap((one, index) => {
    const value = valueAt(one, at);
    if (one.hideInTooltip || hidden.has(one.key) || value === null || value === undefined) {
      return [];
    }
    const axis = axes[one.axis ?? 'left'];
    return [
      {
        key: one.key,
        color: one.color,
        label: one.label,
        value: formatNumber(value, one.unit ?? axis.unit, one.decimals),
        pointedAt: index === pointedAt,
      },
    ];
  });
}

function valueAt({ values, style = 'line' }: ChartSeries, at: number): number | null | undefined {
  let index = at;
  while (HOLDS_VALUE[style] && index > 0 && values[index] === undefined) {
    index--;
  }
  return values[index];
}

/** The spans around a time and the markers within `reachMs` of it. */
export function tooltipNotes(
  spans: readonly ChartSpan[],
  markers: readonly ChartMarker[],
  timeMs: number,
  reachMs: number
): TooltipNote[] {
  return [
    ...markers.filter((marker) => Math.abs(marker.timeMs - timeMs) <= reachMs),
    ...spans.filter(({ fromMs, toMs }) => fromMs - reachMs <= timeMs && timeMs <= toMs + reachMs),
  ];
}
