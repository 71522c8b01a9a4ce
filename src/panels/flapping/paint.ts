import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import type { Reversal } from '../../elasticity/flapping';
import { isWithinRuns } from '../../elasticity/samples';
import type { Surface } from '../../viz/lanes/surface';
import type { LanePage, PlacedLane } from './layout';
import type { Lane } from './model';

const PADDING = 5;
const MARK_RADIUS = 3;
/** Where reversals are so many that marks would hide each other, they shrink. */
const SMALL_MARK_RADIUS = 1.5;
const ROOM_PER_MARK = 8;
const MIN_EPISODE_WIDTH = 2;

/** How bad a reversal is: alone, one of several within the hour, or while the autoscaler flaps. */
export type Severity = 'alone' | 'several' | 'flapping';
export const SEVERITIES: readonly Severity[] = ['alone', 'several', 'flapping'];

const SEVERITY_COLORS: Readonly<Record<Severity, string>> = {
  alone: 'semi-dark-blue',
  several: 'orange',
  flapping: 'red',
};

export function severityColor(severity: Severity, theme: GrafanaTheme2): string {
  return theme.visualization.getColorByName(SEVERITY_COLORS[severity]);
}

export function severityOf({ timeMs, inWindow }: Reversal, { episodes }: Pick<Lane, 'episodes'>): Severity {
  return isWithinRuns(episodes, timeMs) ? 'flapping' : inWindow > 1 ? 'several' : 'alone';
}

/** The shade of times of flapping. */
export function episodeColor(theme: GrafanaTheme2): string {
  return colorManipulator.alpha(theme.visualization.getColorByName('red'), 0.16);
}

/** Draws each lane: the times of flapping, the desired replicas as steps, and a mark at each reversal. */
export function paintLanes(surface: Surface, page: LanePage, theme: GrafanaTheme2): void {
  for (const placed of page.lanes) {
    paintSeparator(surface, placed, theme);
    paintEpisodes(surface, placed, theme);
    const y = scaleOf(surface, placed);
    paintSteps(surface, placed.lane, y, theme);
    paintMarks(surface, placed.lane, y, theme);
  }
}

/** From replicas to a height within the lane; a lane always begins at zero, so that amplitudes can be compared. */
function scaleOf({ top }: Surface, { lane, top: laneTop, height }: PlacedLane): (replicas: number) => number {
  const most = Math.max(1, ...lane.values.map((value) => value ?? 0));
  const bottom = top + laneTop + height - PADDING;
  return (replicas) => bottom - (replicas / most) * (height - 2 * PADDING);
}

function paintSeparator({ context, left, top, width, snap }: Surface, lane: PlacedLane, theme: GrafanaTheme2): void {
  context.fillStyle = theme.colors.border.weak;
  context.fillRect(left, snap(top + lane.top + lane.height - 1), width, 1);
}

function paintEpisodes(
  { context, top, x }: Surface,
  { lane, top: laneTop, height }: PlacedLane,
  theme: GrafanaTheme2
): void {
  context.fillStyle = episodeColor(theme);
  for (const { fromMs, toMs } of lane.episodes) {
    const from = x(fromMs) - MARK_RADIUS;
    const width = Math.max(x(toMs) + MARK_RADIUS - from, MIN_EPISODE_WIDTH);
    context.fillRect(from, top + laneTop, width, height - 1);
  }
}

function paintSteps(
  { context, width, x }: Surface,
  lane: Lane,
  y: (replicas: number) => number,
  theme: GrafanaTheme2
): void {
  const line = new Path2D();
  const area = new Path2D();
  let before: number | undefined;
  lane.times.forEach((time, i) => {
    const value = lane.values[i];
    const at = x(time);
    if (before !== undefined) {
      line.lineTo(at, y(before));
      area.rect(x(lane.times[i - 1]), y(before), at - x(lane.times[i - 1]), y(0) - y(before));
    }
    if (value === null || value === undefined) {
      before = undefined;
    } else {
      if (before === undefined) {
        line.moveTo(at, y(value));
      } else {
        line.lineTo(at, y(value));
      }
      before = value;
    }
  });
  const color = theme.visualization.getColorByName('semi-dark-blue');
  context.fillStyle = colorManipulator.alpha(color, 0.18);
  context.fill(area);
  context.strokeStyle = color;
  context.lineWidth = lane.times.length > width / 2 ? 1 : 1.5;
  context.stroke(line);
}

/** A mark sits at the turning point: the level from which the desired replicas turned. */
function paintMarks(
  { context, width, x }: Surface,
  lane: Lane,
  y: (replicas: number) => number,
  theme: GrafanaTheme2
): void {
  const { reversals } = lane.summary;
  const room = width / Math.max(1, reversals.length);
  const radius = room < ROOM_PER_MARK ? SMALL_MARK_RADIUS : MARK_RADIUS;
  for (const severity of SEVERITIES) {
    const path = new Path2D();
    for (const reversal of reversals) {
      if (severityOf(reversal, lane) === severity) {
        const [at, height] = [x(reversal.timeMs), y(reversal.fromReplicas)];
        path.moveTo(at + radius, height);
        path.arc(at, height, radius, 0, 2 * Math.PI);
      }
    }
    context.fillStyle = severityColor(severity, theme);
    context.strokeStyle = theme.colors.background.primary;
    context.lineWidth = 1;
    context.fill(path);
    if (radius === MARK_RADIUS) {
      context.stroke(path);
    }
  }
}
