import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { IconButton, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useCallback, useMemo, useState } from 'react';
import { formatClock } from '../../viz/clock';
import type { Surface } from '../../viz/lanes/surface';
import { TimeCanvas } from '../../viz/lanes/TimeCanvas';
import { PLOT_TOP, TIME_AXIS_HEIGHT } from '../../viz/lanes/timeCanvasConfig';
import { columnsFor, LaneColumns, widthOf } from './LaneColumns';
import { LaneTooltip } from './LaneTooltip';
import { laneAt, placeLanes, type LanePage } from './layout';
import { Legend, LEGEND_HEIGHT } from './Legend';
import type { FlappingModel } from './model';
import type { FlappingOptions } from './options';
import { paintLanes } from './paint';
import { Pointer, type Pointed } from './pointing';
import { describe, rangeOf } from './words';

const HEADINGS_HEIGHT = 20;
/** How near the pointer must be to a mark, CSS pixels. */
const REACH = 5;
const MAX_GUTTER = 220;
const CHARACTER_WIDTH = 7;
/** Height of a lane from which on two lines of text fit beside it. */
const ROOM_FOR_RANGE = 36;

type Props = Pick<
  PanelProps<FlappingOptions>,
  'width' | 'height' | 'timeRange' | 'timeZone' | 'options' | 'onChangeTimeRange'
> & {
  readonly model: FlappingModel;
};

/** A lane for each workload, with its numbers beside it. */
export function FlappingView({
  model,
  width,
  height,
  options,
  timeRange,
  timeZone,
  onChangeTimeRange,
}: Props): React.ReactElement {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const [wantedPage, setPage] = useState(0);
  const { lanes, settings } = model;
  const canvasHeight = height - HEADINGS_HEIGHT - (options.showLegend ? LEGEND_HEIGHT : 0);
  const plotHeight = canvasHeight - PLOT_TOP - TIME_AXIS_HEIGHT;
  const page = useMemo(() => placeLanes(lanes, plotHeight, wantedPage), [lanes, plotHeight, wantedPage]);
  const columns = useMemo(() => columnsFor(width), [width]);
  const pointer = useMemo(() => new Pointer(), []);
  const paint = useCallback((surface: Surface) => paintLanes(surface, page, theme), [page, theme]);
  const endMs = timeRange.to.valueOf();
  const clock = useCallback((timeMs: number) => formatClock(timeMs, endMs, timeZone), [endMs, timeZone]);
  const gutter = gutterFor(page, width);

  return (
    <div style={{ width, height }}>
      <div className={styles.lanes} style={{ height: height - (options.showLegend ? LEGEND_HEIGHT : 0) }}>
        <div className={styles.chart} style={{ paddingTop: HEADINGS_HEIGHT }}>
          <TimeCanvas<Pointed>
            width={width - widthOf(columns)}
            height={canvasHeight}
            fromMs={timeRange.from.valueOf()}
            toMs={timeRange.to.valueOf()}
            timeZone={timeZone}
            gutter={gutter}
            description={`${describe(model)} Arrow keys step through the reversals.`}
            paint={paint}
            itemAt={(x, y, surface) => (options.showTooltip ? pointedAt(page, x, y, surface, pointer) : undefined)}
            stops={options.showTooltip ? stopsOf(page, pointer) : []}
            renderTooltip={(pointed) => <LaneTooltip pointed={pointed} timeZone={timeZone} />}
            onZoom={onChangeTimeRange}
          />
          <LaneNames page={page} width={gutter} />
          {page.pages > 1 && <Pager page={page} onPage={setPage} />}
        </div>
        <LaneColumns {...{ columns, page, settings, clock }} plotTop={HEADINGS_HEIGHT + PLOT_TOP} />
      </div>
      {options.showLegend && <Legend model={model} />}
    </div>
  );
}

function pointedAt(page: LanePage, x: number, y: number, surface: Surface, pointer: Pointer): Pointed | undefined {
  const placed = laneAt(page, y - surface.top);
  if (placed === undefined || x < surface.left || x > surface.left + surface.width) {
    return undefined;
  }
  const timeMs = surface.time(x);
  return pointer.at(placed.lane, timeMs, surface.time(x + REACH) - timeMs);
}

function stopsOf(page: LanePage, pointer: Pointer) {
  return page.lanes
    .flatMap(({ lane, top, height }) =>
      lane.summary.reversals.map((reversal) => ({
        item: pointer.reversal(lane, reversal),
        timeMs: reversal.timeMs,
        top: PLOT_TOP + top + height / 2,
      }))
    )
    .sort((a, b) => a.timeMs - b.timeMs);
}

function LaneNames({ page, width }: { readonly page: LanePage; readonly width: number }): React.ReactElement {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.names} style={{ top: HEADINGS_HEIGHT + PLOT_TOP, width: width - 8 }}>
      {page.lanes.map(({ lane, height }) => (
        <div key={lane.key} className={styles.name} style={{ height }} title={lane.name}>
          <div className={styles.line}>{lane.name}</div>
          {height >= ROOM_FOR_RANGE && <div className={styles.range}>{rangeOf(lane)}</div>}
        </div>
      ))}
    </div>
  );
}

function Pager({
  page,
  onPage,
}: {
  readonly page: LanePage;
  readonly onPage: (page: number) => void;
}): React.ReactElement {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.pager}>
      <IconButton
        name="angle-up"
        tooltip="Previous workloads"
        disabled={page.page === 0}
        onClick={() => onPage(page.page - 1)}
      />
      {page.page + 1}/{page.pages}
      <IconButton
        name="angle-down"
        tooltip="Next workloads"
        disabled={page.page === page.pages - 1}
        onClick={() => onPage(page.page + 1)}
      />
    </div>
  );
}

/** Room for the longest name, but never more than a quarter of the panel. */
function gutterFor({ lanes }: LanePage, width: number): number {
  const longest = Math.max(0, ...lanes.map(({ lane }) => lane.name.length));
  return Math.round(Math.min(longest * CHARACTER_WIDTH + 18, MAX_GUTTER, width / 4));
}

const getStyles = (theme: GrafanaTheme2) => ({
  lanes: css({ display: 'flex' }),
  chart: css({ position: 'relative', flex: 1, minWidth: 0 }),
  names: css({ position: 'absolute', left: 0 }),
  name: css({
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.3,
  }),
  line: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  range: css({ color: theme.colors.text.secondary }),
  pager: css({
    position: 'absolute',
    left: 0,
    bottom: 0,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
