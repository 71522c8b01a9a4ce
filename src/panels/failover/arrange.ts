import { FIGURE_ROW_HEIGHT } from '../../viz/lanes/FigureRow';
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
export function arrange(width: number, height: number, options: FailoverOptions, failovers: number): Arrangement {
  const content = height - (options.showFigures ? FIGURE_ROW_HEIGHT : 0);
  const legend = options.showLegend && content > LOWEST_CHART + LEGEND_HEIGHT;
  const below = content - (legend ? LEGEND_HEIGHT : 0);
  const sideBySide = width >= SIDE_BY_SIDE_FROM;
  if (options.showTable && sideBySide) {
    const tableWidth = Math.round(Math.min(520, width * 0.4));
    return {
      chart: { width: width - tableWidth - TABLE_GAP, height: Math.max(below, LOWEST_CHART) },
      table: { width: tableWidth, height: content },
      legend,
      sideBySide,
    };
  }
  const wanted = (Math.max(failovers, 1) + 1) * TABLE_ROW_HEIGHT;
  const tableHeight = Math.min(wanted, Math.floor(below * 0.4));
  const table =
    options.showTable && tableHeight >= Math.min(wanted, LOWEST_TABLE) && below - tableHeight >= LOWEST_CHART;
  return {
    chart: { width, height: Math.max(below - (table ? tableHeight : 0), LOWEST_CHART) },
    table: table ? { width, height: tableHeight } : undefined,
    legend,
    sideBySide: false,
  };
}
