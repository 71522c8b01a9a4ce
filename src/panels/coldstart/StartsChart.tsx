import { dateTimeFormat } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import React, { useCallback, useMemo } from 'react';
import { isOverTarget, type ColdStart } from '../../elasticity/coldStart';
import { formatDuration } from '../../viz/lanes/duration';
import type { Surface } from '../../viz/lanes/surface';
import { TimeCanvas } from '../../viz/lanes/TimeCanvas';
import { PLOT_TOP } from '../../viz/lanes/timeCanvasConfig';
import { TooltipTable } from '../../viz/lanes/TooltipTable';
import type { ViewProps } from './ColdStartView';
import { figures } from './figures';
import type { ColdStartModel } from './model';
import { paintBars, paintTargets, startColors } from './paint';
import { PHASE_NAMES } from './phaseNames';
import { barAt, placeBars, type PlacedBar } from './placeBars';

/** Space of the value axis, for labels such as "1.67 hours"; the same for both charts, so that their times are below each other. CSS pixels. */
export const GUTTER = 76;
const REACH = 4;

/** Each start as a bar at the time at which it was ready, as high as it was long. */
export function StartsChart(props: ViewProps & { readonly hideTimeAxis: boolean }): React.ReactElement {
  const { width, height, timeZone, options, model, onChangeTimeRange, hideTimeAxis } = props;
  const { range, starts, targets, targetLines, axisMaxSeconds } = model;
  const theme = useTheme2();
  const { showTarget } = options;
  const bars = useMemo(() => new BarsBySurface(starts), [starts]);
  const paint = useCallback(
    (surface: Surface) => {
      const isOver = (bar: PlacedBar) => isOverTarget(bar.start, targets) === true;
      paintBars(surface, bars.on(surface), isOver, startColors(theme));
      if (showTarget) {
        paintTargets(surface, targetLines, theme);
      }
      if (starts.length === 0) {
        paintNothing(surface, theme.colors.text.secondary, theme.typography.fontFamily);
      }
    },
    [bars, starts, targets, targetLines, showTarget, theme]
  );
  return (
    <TimeCanvas<ColdStart>
      {...{ width, height, timeZone, paint, hideTimeAxis }}
      {...range}
      gutter={GUTTER}
      valueAxis={{ max: axisMaxSeconds, unit: 's' }}
      description={`Starts over time. ${describe(model)}. Arrow keys step through the starts.`}
      itemAt={(x, y, surface) => barAt(bars.on(surface), x, surface.value(y), REACH)}
      stops={starts.map((item) => ({ item, timeMs: item.readyAtMs, top: PLOT_TOP }))}
      renderTooltip={(start) => (
        <TooltipTable title={`${start.workload.workload} ${start.instance}`} rows={rowsOf(start, model, timeZone)} />
      )}
      onZoom={onChangeTimeRange}
    />
  );
}

/** Bars are placed once for each drawing, not for each move of the pointer. */
class BarsBySurface {
  private readonly placed = new WeakMap<Surface, PlacedBar[]>();

  constructor(private readonly starts: readonly ColdStart[]) {}

  on(surface: Surface): PlacedBar[] {
    const bars = this.placed.get(surface) ?? placeBars(this.starts, surface.x, surface.width);
    this.placed.set(surface, bars);
    return bars;
  }
}

function rowsOf(start: ColdStart, { targets }: ColdStartModel, timeZone: string): Array<readonly [string, string]> {
  const time = (timeMs: number) => dateTimeFormat(timeMs, { timeZone });
  const target = targets(start.workload);
  const verdict = isOverTarget(start, targets) ? 'over' : 'within';
  return [
    ['Total', formatDuration(start.totalSeconds)],
    ...start.phases.map(({ phase, seconds }) => [PHASE_NAMES[phase], formatDuration(seconds)] as const),
    ...(start.nodeWaitSeconds === undefined
      ? []
      : [['Before it, waited for a node', formatDuration(start.nodeWaitSeconds)] as const]),
    ['Target', target === undefined ? 'none' : `${verdict} ${formatDuration(target)}`],
    ['Began', time(start.readyAtMs - start.totalSeconds * 1000)],
    ['Ready', time(start.readyAtMs)],
  ];
}

function paintNothing({ context, left, top, width, height }: Surface, color: string, fontFamily: string): void {
  context.fillStyle = color;
  context.font = `13px ${fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText('No start in this time range', left + width / 2, top + height / 2);
}

function describe(model: ColdStartModel): string {
  return figures(model)
    .map(({ label, value }) => `${label}: ${value}`)
    .join(', ');
}
