import type uPlot from 'uplot';

/** Where one draws: the plot area in CSS pixels. The context is scaled, so widths and fonts are CSS pixels as well. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Horizontal position of a time, milliseconds since the epoch. */
  x(timeMs: number): number;
  /** The time at a horizontal position. */
  time(x: number): number;
  /** Vertical position of a value of the left axis. */
  y(value: number): number;
  /** The value of the left axis at a vertical position. */
  value(y: number): number;
  /** The nearest position on a device pixel, where edges are sharp. */
  snap(position: number): number;
}

/** Calls `paint` with the plot area of a chart, clipped to it. */
export function withSurface(plot: uPlot, paint: (surface: Surface) => void): void {
  const ratio = window.devicePixelRatio;
  const { ctx: context, bbox } = plot;
  const box = {
    left: bbox.left / ratio,
    top: bbox.top / ratio,
    width: bbox.width / ratio,
    height: bbox.height / ratio,
  };
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  paint({
    context,
    ...box,
    x: (timeMs) => box.left + plot.valToPos(timeMs, 'x'),
    time: (position) => plot.posToVal(position - box.left, 'x'),
    y: (value) => box.top + plot.valToPos(value, 'y'),
    value: (position) => plot.posToVal(position - box.top, 'y'),
    snap: (position) => Math.round(position * ratio) / ratio,
  });
  context.restore();
}
