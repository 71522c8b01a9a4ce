import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useCallback, useMemo, useState } from 'react';
import { formatDuration } from './duration';
import { eventAt, segmentAt } from './hit';
import type { LaneEvent, LaneGroup, LaneRow, LaneSegment, LaneSpan } from './laneTypes';
import { HEADING_HEIGHT, placeAt, placeLanes, type LanePage } from './layout';
import { paintLanes } from './paintLanes';
import { StateName } from './StateLegend';
import { stateStyles } from './stateStyle';
import type { Surface } from './surface';
import { TimeCanvas, type Stop, type ZoomRange } from './TimeCanvas';
import { PLOT_TOP, TIME_AXIS_HEIGHT } from './timeCanvasConfig';
import { TooltipTable } from './TooltipTable';

export interface LaneChartProps extends LaneSpan {
  readonly width: number;
  readonly height: number;
  readonly timeZone: string;
  readonly groups: readonly LaneGroup[];
  /** What the picture shows, for those who do not see it. */
  readonly description: string;
  readonly onZoom?: (range: ZoomRange) => void;
}

type Pointed =
  | { readonly event: LaneEvent; readonly segment?: undefined; readonly row?: undefined }
  | { readonly event?: undefined; readonly segment: LaneSegment; readonly row: LaneRow };

/** How near the pointer must be to an event, CSS pixels. */
const REACH = 4;
const MAX_GUTTER = 220;
const LABEL_CHARACTER_WIDTH = 7;

/** States of many instances over time, one lane each, with what concerns all of them drawn across. */
export function LaneChart(props: LaneChartProps): React.ReactElement {
  const { width, height, fromMs, toMs, timeZone, groups } = props;
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const [wantedPage, setPage] = useState(0);
  const plotHeight = height - PLOT_TOP - TIME_AXIS_HEIGHT;
  const page = useMemo(() => placeLanes(groups, plotHeight, wantedPage), [groups, plotHeight, wantedPage]);
  const looks = useMemo(() => stateStyles(theme), [theme]);
  const paint = useCallback((surface: Surface) => paintLanes(surface, page, looks, theme), [page, looks, theme]);
  const hits = useMemo(() => new PointedCache(), []);
  const gutter = gutterFor(groups, width);

  return (
    <div className={styles.chart} style={{ width, height }}>
      <TimeCanvas<Pointed>
        {...{ width, height, fromMs, toMs, timeZone, gutter, paint }}
        description={props.description}
        itemAt={(x, y, surface) => pointedAt(page, x, y, surface, hits)}
        stops={stopsOf(page, hits)}
        renderTooltip={(pointed) => <LaneTooltip pointed={pointed} timeZone={timeZone} />}
        onZoom={props.onZoom}
      />
      <LaneLabels page={page} width={gutter} />
      {page.pages > 1 && (
        <div className={styles.pager}>
          <IconButton
            name="angle-up"
            tooltip="Previous lanes"
            disabled={page.page === 0}
            onClick={() => setPage(page.page - 1)}
          />
          <span>
            {page.page + 1}/{page.pages}
          </span>
          <IconButton
            name="angle-down"
            tooltip="Next lanes"
            disabled={page.page === page.pages - 1}
            onClick={() => setPage(page.page + 1)}
          />
        </div>
      )}
    </div>
  );
}

/** The same thing pointed at twice is the identical object, so that a tooltip is not drawn anew at each move. */
class PointedCache {
  private readonly known = new WeakMap<LaneEvent | LaneSegment, Pointed>();

  event(event: LaneEvent): Pointed {
    return this.get(event, () => ({ event }));
  }

  segment(segment: LaneSegment, row: LaneRow): Pointed {
    return this.get(segment, () => ({ segment, row }));
  }

  private get(key: LaneEvent | LaneSegment, make: () => Pointed): Pointed {
    const pointed = this.known.get(key) ?? make();
    this.known.set(key, pointed);
    return pointed;
  }
}

function pointedAt(page: LanePage, x: number, y: number, surface: Surface, hits: PointedCache): Pointed | undefined {
  const place = placeAt(page, y - surface.top);
  if (place === undefined || x < surface.left || x > surface.left + surface.width) {
    return undefined;
  }
  const timeMs = surface.time(x);
  const event = eventAt(place.group.group.events, timeMs, surface.time(x + REACH) - timeMs);
  if (event !== undefined) {
    return hits.event(event);
  }
  const segment = place.row && segmentAt(place.row.row.segments, timeMs);
  return place.row && segment && hits.segment(segment, place.row.row);
}

function stopsOf(page: LanePage, hits: PointedCache): Array<Stop<Pointed>> {
  return page.groups
    .flatMap(({ group, headingTop }) =>
      group.events.map((event) => ({
        item: hits.event(event),
        timeMs: event.toMs,
        top: PLOT_TOP + headingTop + HEADING_HEIGHT / 2,
      }))
    )
    .sort((a, b) => a.timeMs - b.timeMs);
}

function LaneTooltip({ pointed, timeZone }: { readonly pointed: Pointed; readonly timeZone: string }) {
  const { fromMs, toMs } = pointed.event ?? pointed.segment;
  const time = (timeMs: number) => dateTimeFormat(timeMs, { timeZone });
  const when = [['From', time(fromMs)], ['Until', time(toMs)]] as const; // prettier-ignore
  if (pointed.event) {
    return <TooltipTable title={pointed.event.title} rows={[...pointed.event.details, ...when]} />;
  }
  const { segment, row } = pointed;
  const rows = [['State', <StateName key="state" state={segment.state} />], ['For', formatDuration((toMs - fromMs) / 1000)]] as const; // prettier-ignore
  return <TooltipTable title={row.label} rows={[...rows, ...when]} />;
}

function LaneLabels({ page, width }: { readonly page: LanePage; readonly width: number }): React.ReactElement {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.labels} style={{ top: PLOT_TOP, width: width - 8 }}>
      {page.groups.map(({ group, headingTop, rows }) => (
        <React.Fragment key={group.label}>
          <div
            className={styles.heading}
            style={{ top: headingTop, height: HEADING_HEIGHT, lineHeight: `${HEADING_HEIGHT}px` }}
            title={group.label}
          >
            {group.label}
          </div>
          {rows.map(({ row, top, height }) => (
            <div
              key={row.label}
              className={styles.label}
              style={{ top, height, lineHeight: `${height}px` }}
              title={row.label}
            >
              {row.label}
            </div>
          ))}
        </React.Fragment>
      ))}
    </div>
  );
}

/** Room for the longest name, but never more than a third of the panel. */
function gutterFor(groups: readonly LaneGroup[], width: number): number {
  const longest = Math.max(
    0,
    ...groups.flatMap(({ label, rows }) => [label.length, ...rows.map((row) => row.label.length)])
  );
  return Math.round(Math.min(longest * LABEL_CHARACTER_WIDTH + 16, MAX_GUTTER, width / 3));
}

const getStyles = (theme: GrafanaTheme2) => {
  const text = css({
    position: 'absolute',
    right: 0,
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: theme.typography.bodySmall.fontSize,
  });
  return {
    chart: css({ position: 'relative' }),
    labels: css({ position: 'absolute', left: 0 }),
    heading: css([text, { left: 0, paddingLeft: theme.spacing(0.5), fontWeight: theme.typography.fontWeightMedium }]),
    label: css([text, { color: theme.colors.text.secondary }]),
    pager: css({
      position: 'absolute',
      left: theme.spacing(0.5),
      bottom: 0,
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
  };
};
