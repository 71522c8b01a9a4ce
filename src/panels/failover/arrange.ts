import { FIGURE_ROW_HEIGHT } from '../../viz/lanes/FigureRow';
import { fullHeight } from '../../viz/lanes/layout';
import type { LaneGroup } from '../../viz/lanes/laneTypes';
import { PLOT_TOP, TIME_AXIS_HEIGHT } from '../../viz/lanes/timeCanvasConfig';
import type { FailoverOptions } from './options';

/** CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Arrangement {
  readonly chart: Size;
  /** `undefined` where there is no room for it, or nobody wants it. */
  readonly table: Size | undefined;
  readonly legend: boolean;
  /** Whether the table stands beside the lanes, or below them. */
  readonly sideBySide: boolean;
}

const LEGEND_HEIGHT = 24;
const SIDE_BY_SIDE_FROM = 900;
const TABLE_GAP = 16;
const TABLE_ROW_HEIGHT = 24;
/** Lanes of two instances, their heading and the time axis. */
const LOWEST_CHART = 90;
const LOWEST_TABLE = 3 * TABLE_ROW_HEIGHT;

/** Shares the panel out: the lanes come first, the table takes what they do not need. */
export function arrange(
  { width, height }: Size,
  options: FailoverOptions,
  groups: readonly LaneGroup[],
  failovers: number
): Arrangement {
  const useful = Math.max(fullHeight(groups) + PLOT_TOP + TIME_AXIS_HEIGHT, LOWEST_CHART);
  const content = height - (options.showFigures ? FIGURE_ROW_HEIGHT : 0);
  const legend = options.showLegend && content > LOWEST_CHART + LEGEND_HEIGHT;
  const below = content - (legend ? LEGEND_HEIGHT : 0);
  const showTable = options.showTable && failovers > 0;
  const sideBySide = width >= SIDE_BY_SIDE_FROM;
  if (showTable && sideBySide) {
    const tableWidth = Math.round(Math.min(560, width * 0.42));
    return {
      chart: { width: width - tableWidth - TABLE_GAP, height: Math.min(Math.max(below, LOWEST_CHART), useful) },
      table: { width: tableWidth, height: content },
      legend,
      sideBySide,
    };
  }
  const wanted = (failovers + 1) * TABLE_ROW_HEIGHT;
  const tableHeight = Math.min(wanted, Math.max(Math.floor(below * 0.4), below - useful));
  const table = showTable && tableHeight >= Math.min(wanted, LOWEST_TABLE) && below - tableHeight >= LOWEST_CHART;
  return {
    chart: { width, height: Math.min(Math.max(below - (table ? tableHeight : 0), LOWEST_CHART), useful) },
    table: table ? { width, height: tableHeight } : undefined,
    legend,
    sideBySide: false,
  };
}
