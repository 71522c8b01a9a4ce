import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { UPlotChart, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { useLatest } from '../useLatest';
import { HoverTooltip, type HoverTooltipHandle, type WindowPoint } from './HoverTooltip';
import type { Surface } from './surface';
import { buildTimeCanvasConfig, type ValueAxis } from './timeCanvasConfig';

/** Milliseconds since the epoch. */
export interface ZoomRange {
  readonly from: number;
  readonly to: number;
}

/** Something that can be pointed at, with the place where the keyboard finds it. */
export interface Stop<T> {
  readonly item: T;
  readonly timeMs: number;
  /** Distance from the top of the chart, CSS pixels. */
  readonly top: number;
}

export interface TimeCanvasProps<T> {
  readonly width: number;
  readonly height: number;
  /** Ends of the time axis, milliseconds since the epoch. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly timeZone: string;
  /** Space left of the plot, CSS pixels: for the value axis or for what the caller puts there. */
  readonly gutter: number;
  readonly valueAxis?: ValueAxis;
  readonly hideTimeAxis?: boolean;
  /** What the picture shows, for those who do not see it. */
  readonly description: string;
  /** Draws the content. A new function draws anew, so it must stay the same while the content does. */
  readonly paint: (surface: Surface) => void;
  /** What lies at a position of the chart, in CSS pixels from its top left; equal things must be identical. */
  readonly itemAt: (x: number, y: number, surface: Surface) => T | undefined;
  /** What the arrow keys step through, in order of time. */
  readonly stops: ReadonlyArray<Stop<T>>;
  readonly renderTooltip: (item: T) => React.ReactNode;
  readonly onZoom?: (range: ZoomRange) => void;
}

/** A chart on a time axis whose content the caller draws, with tooltip, zoom by dragging and stepping by arrow keys. */
export function TimeCanvas<T>(props: TimeCanvasProps<T>): React.ReactElement {
  const { width, height, fromMs, toMs, timeZone, gutter, valueAxis, hideTimeAxis = false, description, paint } = props;
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const surface = useRef<Surface | undefined>(undefined);
  const chart = useRef<HTMLDivElement>(null);
  const tooltip = useRef<HoverTooltipHandle>(null);
  const [hovered, setHovered] = useState<{ item: T; at: WindowPoint } | undefined>(undefined);
  const live = useLatest({
    ...props,
    onDraw: (drawn: Surface) => {
      surface.current = drawn;
      props.paint(drawn);
    },
  });
  const valueUnit = valueAxis?.unit;
  const wholeValues = valueAxis?.whole ?? false;
  const config = useMemo(
    () => buildTimeCanvasConfig({ theme, timeZone, gutter, valueUnit, wholeValues, hideTimeAxis }, live),
    [theme, timeZone, gutter, valueUnit, wholeValues, hideTimeAxis, live]
  );

  const point = (item: T | undefined, at: WindowPoint) => {
    setHovered((before) => (item === undefined ? undefined : before?.item === item ? before : { item, at }));
    tooltip.current?.moveTo(at);
  };

  // A new array makes the chart draw: when the range changes, and when there is something else to draw.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const data = useMemo((): uPlot.AlignedData => [[fromMs, toMs], [null, null]], [fromMs, toMs, paint, valueAxis?.max]); // prettier-ignore

  const onPointerMove = (event: React.PointerEvent) => {
    const box = chart.current?.getBoundingClientRect();
    const dragging = event.buttons !== 0;
    if (box !== undefined && surface.current !== undefined) {
      const at = { x: event.clientX, y: event.clientY };
      point(dragging ? undefined : props.itemAt(at.x - box.left, at.y - box.top, surface.current), at);
    }
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const box = chart.current?.getBoundingClientRect();
    if (event.key === 'Escape') {
      setHovered(undefined);
    } else if (step !== 0 && box !== undefined && surface.current !== undefined) {
      event.preventDefault();
      const current = props.stops.findIndex(({ item }) => item === hovered?.item);
      const start = step === 1 ? -1 : props.stops.length;
      const next = props.stops[(current === -1 ? start : current) + step];
      if (next !== undefined) {
        point(next.item, { x: box.left + surface.current.x(next.timeMs), y: box.top + next.top });
      }
    }
  };

  return (
    <div
      ref={chart}
      className={styles.chart}
      style={{ width, height }}
      role="img"
      aria-label={description}
      tabIndex={props.stops.length > 0 ? 0 : undefined}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setHovered(undefined)}
      onBlur={() => setHovered(undefined)}
      onKeyDown={onKeyDown}
    >
      {/* Grafana 12 keeps an old configuration when the size changes with it, hence a new chart for each. */}
      <UPlotChart key={config.uid} config={config} data={data} width={width} height={height} />
      {hovered && (
        <HoverTooltip handle={tooltip} start={hovered.at}>
          {props.renderTooltip(hovered.item)}
        </HoverTooltip>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  chart: css({
    position: 'relative',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
});
