import type { GrafanaTheme2 } from '@grafana/data';
import type { ColdStart, StartPhase, Waiting } from '../../elasticity/coldStart';
import { formatDuration } from '../../viz/lanes/duration';
import type { Surface } from '../../viz/lanes/surface';
import type { PlacedBar } from './placeBars';

export interface StartColors extends Readonly<Record<StartPhase, string>> {
  /** A start whose phases are not known. */
  readonly total: string;
  readonly waiting: string;
  readonly alarm: string;
}

/** Neighbours differ for all kinds of colour vision, and in lightness. */
export function startColors({ visualization, colors, isDark }: GrafanaTheme2): StartColors {
  const named = visualization.getColorByName;
  return {
    schedule: named(isDark ? 'purple' : 'dark-purple'),
    init: named(isDark ? 'light-yellow' : 'yellow'),
    boot: named(isDark ? 'light-blue' : 'dark-blue'),
    load: named(isDark ? 'semi-dark-orange' : 'orange'),
    total: colors.text.secondary,
    waiting: colors.text.secondary,
    alarm: colors.error.text,
  };
}

/** Phases upon each other, the first at the bottom; the taller bars first, so that the shorter ones of a crowd stand in front. */
export function paintBars(
  { context, y, snap }: Surface,
  bars: readonly PlacedBar[],
  isOver: (bar: PlacedBar) => boolean,
  colors: StartColors
): void {
  const floor = y(0);
  for (const bar of [...bars].sort((a, b) => b.start.totalSeconds - a.start.totalSeconds)) {
    const left = snap(bar.left);
    const top = Math.min(snap(y(bar.start.totalSeconds)), floor - 1);
    layersOf(bar.start, colors).forEach(({ endSeconds, color }, i) => {
      const end = i === 0 ? top : snap(y(endSeconds));
      context.fillStyle = color;
      context.fillRect(left, end, bar.width, floor - end);
    });
    if (isOver(bar)) {
      paintCap(context, left + bar.width / 2, top - 3, colors.alarm);
    }
  }
}

/** From the whole start down to its first phase, each to be drawn over the one before. */
function layersOf({ phases, totalSeconds }: ColdStart, colors: StartColors) {
  let endSeconds = totalSeconds;
  const layers = [...phases].reverse().map(({ phase, seconds }) => {
    const layer = { endSeconds, color: colors[phase] };
    endSeconds -= seconds;
    return layer;
  });
  return layers.length > 0 ? layers : [{ endSeconds, color: colors.total }];
}

/** A small triangle that points at the top of a bar: over target, without relying on the line or on colour. */
function paintCap(context: CanvasRenderingContext2D, x: number, y: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - 3.5, y - 5);
  context.lineTo(x + 3.5, y - 5);
  context.fill();
}

export function paintTargets(surface: Surface, targetsSeconds: readonly number[], theme: GrafanaTheme2): void {
  const { context, left, width, top, y, snap } = surface;
  context.strokeStyle = context.fillStyle = theme.colors.error.text;
  context.lineWidth = 1;
  context.font = `11px ${theme.typography.fontFamily}`;
  context.textAlign = 'right';
  for (const seconds of targetsSeconds) {
    const height = snap(y(seconds)) + 0.5;
    context.setLineDash([6, 4]);
    context.beginPath();
    context.moveTo(left, height);
    context.lineTo(left + width, height);
    context.stroke();
    const above = height - top > 16;
    context.textBaseline = above ? 'bottom' : 'top';
    context.fillText(`target ${formatDuration(seconds)}`, left + width - 4, height + (above ? -2 : 3));
  }
  context.setLineDash([]);
}

/** One bar a step, as wide as the step. */
export function paintWaiting(surface: Surface, waiting: Waiting, color: string): void {
  const { context, x, y, snap } = surface;
  const floor = y(0);
  const path = new Path2D();
  waiting.timesMs.forEach((timeMs, i) => {
    if (waiting.requests[i] > 0) {
      const from = snap(x(timeMs - waiting.stepMs));
      const to = Math.max(snap(x(timeMs)) - 1, from + 2);
      const top = Math.min(y(waiting.requests[i]), floor - 1);
      path.rect(from, top, to - from, floor - top);
    }
  });
  context.fillStyle = color;
  context.globalAlpha = 0.75;
  context.fill(path);
  context.globalAlpha = 1;
}
