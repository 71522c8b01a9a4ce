import type { GrafanaTheme2 } from '@grafana/data';
import type uPlot from 'uplot';
import type { ChartMarker, ChartSpan, ChartThreshold } from './types';

const SPAN_OPACITY = 0.15;
const LABEL_SIZE = 11;
const LABEL_GAP = 4;

/** Shades stretches of time. A stretch is never thinner than a pixel, so that short ones are seen in long ranges. */
export function drawSpans(u: uPlot, spans: readonly ChartSpan[], theme: GrafanaTheme2): void {
  withinPlot(u, ({ left, top, width, height }) => {
    for (const span of spans) {
      const from = Math.max(u.valToPos(span.fromMs, 'x', true), left);
      const to = Math.min(u.valToPos(span.toMs, 'x', true), left + width);
      if (to >= left && from <= left + width) {
        u.ctx.globalAlpha = span.opacity ?? SPAN_OPACITY;
        u.ctx.fillStyle = theme.visualization.getColorByName(span.color);
        u.ctx.fillRect(from, top, Math.max(to - from, devicePixelRatio), height);
      }
    }
  });
}

/** Draws vertical lines over the series. */
export function drawMarkers(u: uPlot, markers: readonly ChartMarker[], theme: GrafanaTheme2): void {
  withinPlot(u, ({ top, height }) => {
    for (const marker of markers) {
      const x = crisp(u.valToPos(marker.timeMs, 'x', true));
      stroke(u.ctx, theme.visualization.getColorByName(marker.color), marker.dash ?? [], [x, top, x, top + height]);
    }
  });
}

/** Draws dashed horizontal lines with their names at the right end, where the newest data are. */
export function drawThresholds(u: uPlot, thresholds: readonly ChartThreshold[], theme: GrafanaTheme2): void {
  withinPlot(u, ({ left, top, width }) => {
    for (const { axis = 'left', value, color, label } of thresholds) {
      if (u.scales[axis]?.min == null) {
        continue;
      }
      const y = crisp(u.valToPos(value, axis, true));
      const css = theme.visualization.getColorByName(color);
      stroke(u.ctx, css, [6, 4], [left, y, left + width, y]);
      if (label !== undefined) {
        const gap = LABEL_GAP * devicePixelRatio;
        const fits = y - LABEL_SIZE * devicePixelRatio - gap > top;
        u.ctx.font = `${LABEL_SIZE * devicePixelRatio}px ${theme.typography.fontFamily}`;
        u.ctx.textAlign = 'right';
        u.ctx.textBaseline = fits ? 'bottom' : 'top';
        u.ctx.fillStyle = css;
        u.ctx.fillText(label, left + width - gap, fits ? y - gap / 2 : y + gap);
      }
    }
  });
}

function withinPlot(u: uPlot, draw: (box: uPlot.BBox) => void): void {
  u.ctx.save();
  u.ctx.beginPath();
  u.ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
  u.ctx.clip();
  draw(u.bbox);
  u.ctx.restore();
}

function stroke(
  ctx: CanvasRenderingContext2D,
  color: string,
  dash: readonly number[],
  [x1, y1, x2, y2]: readonly [number, number, number, number]
): void {
  ctx.strokeStyle = color;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

/** A line of one pixel is sharp in the middle of a pixel and a grey smear between two. */
function crisp(position: number): number {
  return Math.round(position) + (devicePixelRatio % 2) / 2;
}
