import type { GrafanaTheme2 } from '@grafana/data';
import { INSTANCE_STATES, type InstanceState } from '../../vocabulary';
import { HEADING_HEIGHT, type LanePage, type PlacedGroup, type PlacedRow } from './layout';
import type { LaneEvent } from './laneTypes';
import { patternFill, type StateStyles } from './stateStyle';
import type { Surface } from './surface';

/** Shortest width at which a state or an event is seen, CSS pixels. */
const MIN_WIDTH = 1;
const MIN_EVENT_WIDTH = 2;
const TEXT_PADDING = 5;

/** Draws lanes, and over them what concerns all lanes of a group. */
export function paintLanes(surface: Surface, page: LanePage, styles: StateStyles, theme: GrafanaTheme2): void {
  surface.context.textBaseline = 'middle';
  for (const group of page.groups) {
    paintBaselines(surface, group, theme);
  }
  const rows = page.groups.flatMap((group) => group.rows);
  for (const state of INSTANCE_STATES) {
    paintState(surface, rows, state, styles);
  }
  paintStateNames(surface, rows, styles, theme);
  for (const group of page.groups) {
    paintEvents(surface, group, theme);
  }
}

/** A dotted line where nothing is known, so that it is not taken for an empty state. */
function paintBaselines({ context, left, top, width }: Surface, group: PlacedGroup, theme: GrafanaTheme2): void {
  context.strokeStyle = theme.colors.border.medium;
  context.lineWidth = 1;
  context.setLineDash([1, 4]);
  context.beginPath();
  for (const row of group.rows) {
    const y = Math.round(top + row.top + row.height / 2) + 0.5;
    context.moveTo(left, y);
    context.lineTo(left + width, y);
  }
  context.stroke();
  context.setLineDash([]);
}

/** All segments of one state in one path: what costs is the fill, not the rectangle. */
function paintState(surface: Surface, rows: readonly PlacedRow[], state: InstanceState, styles: StateStyles): void {
  const { context, top, x, snap } = surface;
  const path = new Path2D();
  let some = false;
  for (const { row, top: rowTop, height } of rows) {
    let drawnUntil = -Infinity;
    for (const segment of row.segments) {
      if (segment.state !== state) {
        continue;
      }
      const from = snap(x(segment.fromMs));
      const to = Math.max(snap(x(segment.toMs)), from + MIN_WIDTH);
      if (to > drawnUntil) {
        path.rect(from, snap(top + rowTop), to - from, height);
        drawnUntil = to;
        some = true;
      }
    }
  }
  if (some) {
    const { fill, pattern, ink } = styles[state];
    context.fillStyle = fill;
    context.fill(path);
    const texture = patternFill(context, pattern, ink);
    if (texture !== undefined) {
      context.fillStyle = texture;
      context.fill(path);
    }
  }
}

function paintStateNames(
  { context, left, top, width, x }: Surface,
  rows: readonly PlacedRow[],
  styles: StateStyles,
  theme: GrafanaTheme2
): void {
  context.textAlign = 'left';
  context.font = `11px ${theme.typography.fontFamily}`;
  const widths = Object.fromEntries(INSTANCE_STATES.map((s) => [s, context.measureText(styles[s].label).width]));
  for (const { row, top: rowTop, height } of rows) {
    if (height < 11) {
      continue;
    }
    for (const { state, fromMs, toMs } of row.segments) {
      const from = Math.max(left, x(fromMs));
      const room = Math.min(left + width, x(toMs)) - from - 2 * TEXT_PADDING;
      if (room >= widths[state]) {
        const { label, text, fill, pattern } = styles[state];
        const y = top + rowTop + height / 2;
        if (pattern !== 'none') {
          context.fillStyle = fill;
          context.fillRect(from + TEXT_PADDING - 2, y - 6, widths[state] + 4, 12);
        }
        context.fillStyle = text;
        context.fillText(label, from + TEXT_PADDING, y + 0.5);
      }
    }
  }
}

function paintEvents(surface: Surface, group: PlacedGroup, theme: GrafanaTheme2): void {
  const { context, left, width } = surface;
  context.font = `${theme.typography.fontWeightMedium} 11px ${theme.typography.fontFamily}`;
  context.textAlign = 'left';
  const bands = group.group.events.map((event): Band => {
    const from = surface.snap(surface.x(event.fromMs));
    const to = Math.max(surface.snap(surface.x(event.toMs)), from + MIN_EVENT_WIDTH);
    return { event, from, to, color: eventColor(event, theme), textWidth: context.measureText(event.label).width };
  });
  for (const band of bands) {
    paintBand(surface, group, band);
  }
  const y = surface.top + group.headingTop + HEADING_HEIGHT / 2;
  for (const { text, start, textWidth, color } of placeLabels(bands, left, left + width)) {
    context.fillStyle = theme.colors.background.primary;
    context.fillRect(start - 2, y - 7, textWidth + 4, 14);
    context.fillStyle = color;
    context.fillText(text, start, y);
  }
}

interface Band {
  readonly event: LaneEvent;
  readonly from: number;
  readonly to: number;
  readonly color: string;
  readonly textWidth: number;
}

interface Label {
  readonly text: string;
  readonly start: number;
  readonly textWidth: number;
  readonly color: string;
}

/**
 * Labels beside their bands. None covers another label; a band is covered only by what alarms, and
 * only where there is no free place.
 */
function placeLabels(bands: readonly Band[], left: number, right: number): Label[] {
  const labels: Label[] = [];
  const isFree = (start: number, end: number) =>
    start >= left &&
    end <= right &&
    labels.every((other) => end + TEXT_PADDING <= other.start || start >= other.start + other.textWidth + TEXT_PADDING);
  const coversBand = (start: number, end: number) => bands.some(({ from, to }) => start < to && end > from);
  for (const { event, from, to, color, textWidth } of [...bands].sort((a, b) => rank(a.event) - rank(b.event))) {
    const places = [to + TEXT_PADDING, from - TEXT_PADDING - textWidth].filter((start) =>
      isFree(start, start + textWidth)
    );
    const start =
      places.find((place) => !coversBand(place, place + textWidth)) ?? (event.alarming ? places[0] : undefined);
    if (start !== undefined) {
      labels.push({ text: event.label, start, textWidth, color });
    }
  }
  return labels;
}

/** Which label has the first choice of a place: too slow a change, then two leaders, none, and what is as it should be. */
function rank({ kind, alarming }: LaneEvent): number {
  return alarming ? ['switch', 'doubled', 'vacant'].indexOf(kind) : 3;
}

/** A bar in the heading, and a veil with edges over the lanes: hatched where two lead, so that it is not only a colour. */
function paintBand({ context, top }: Surface, group: PlacedGroup, { event, from, to, color }: Band): void {
  const headingTop = top + group.headingTop + 4;
  const lanesTop = top + group.headingTop + HEADING_HEIGHT - 2;
  const lanesHeight = top + group.bottom - lanesTop;
  context.fillStyle = color;
  context.fillRect(from, headingTop, to - from, HEADING_HEIGHT - 8);
  context.globalAlpha = 0.22;
  context.fillRect(from, lanesTop, to - from, lanesHeight);
  context.globalAlpha = 1;
  if (event.kind === 'doubled') {
    context.fillStyle = patternFill(context, 'up', color) ?? color;
    context.fillRect(from, lanesTop, to - from, lanesHeight);
  }
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.setLineDash(event.kind === 'vacant' ? [2, 2] : []);
  context.beginPath();
  for (const x of to - from > 3 ? [from + 0.5, to - 0.5] : [from + (to - from) / 2]) {
    context.moveTo(x, headingTop);
    context.lineTo(x, lanesTop + lanesHeight);
  }
  context.stroke();
  context.setLineDash([]);
}

/** What is as it should be is calm; what is not is loud. */
function eventColor({ kind, alarming }: Pick<LaneEvent, 'kind' | 'alarming'>, theme: GrafanaTheme2): string {
  if (kind === 'doubled') {
    return theme.visualization.getColorByName(theme.isDark ? 'light-purple' : 'dark-purple');
  }
  return alarming ? theme.colors.error.text : theme.colors.text.primary;
}
