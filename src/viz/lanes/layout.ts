import type { LaneGroup, LaneRow } from './laneTypes';

/** Heights in CSS pixels. */
export const HEADING_HEIGHT = 22;
const LANE_MIN = 16;
const LANE_MAX = 60;
/** Part of a lane's height that stays free below it. */
const GAP_SHARE = 0.18;

/** A group on the page: its heading, and those of its rows that the page shows. Positions are from the top of the plot. */
export interface PlacedGroup {
  readonly group: LaneGroup;
  readonly headingTop: number;
  readonly rows: readonly PlacedRow[];
  readonly bottom: number;
}

export interface PlacedRow {
  readonly row: LaneRow;
  readonly top: number;
  readonly height: number;
}

export interface LanePage {
  readonly groups: readonly PlacedGroup[];
  /** Pages in all, at least 1; and the one shown, from 0. */
  readonly pages: number;
  readonly page: number;
}

/**
 * Places lanes into a plot of the given height. When they do not fit at their least height they are dealt out to pages,
 * each with as many lanes as fit; a group that continues on the next page has its heading there again.
 */
export function placeLanes(groups: readonly LaneGroup[], height: number, page: number): LanePage {
  const pages = dealOut(groups, Math.max(height, HEADING_HEIGHT + LANE_MIN));
  const shown = Math.min(Math.max(page, 0), pages.length - 1);
  const onPage = pages[shown];
  const rowCount = onPage.reduce((count, { rows }) => count + rows.length, 0);
  const pitch = Math.min(LANE_MAX, Math.floor((height - onPage.length * HEADING_HEIGHT) / Math.max(1, rowCount)));
  let top = 0;
  const placed = onPage.map(({ group, rows }): PlacedGroup => {
    const headingTop = top;
    const placedRows = rows.map((row, i) => ({
      row,
      top: headingTop + HEADING_HEIGHT + i * pitch,
      height: pitch - Math.ceil(pitch * GAP_SHARE),
    }));
    top = headingTop + HEADING_HEIGHT + rows.length * pitch;
    return { group, headingTop, rows: placedRows, bottom: top };
  });
  return { groups: placed, pages: pages.length, page: shown };
}

/** The height at which all lanes have their greatest useful height; more would stay empty. */
export function fullHeight(groups: readonly LaneGroup[]): number {
  return groups.reduce((height, { rows }) => height + HEADING_HEIGHT + rows.length * LANE_MAX, 0);
}

type PageContent = Array<{ group: LaneGroup; rows: LaneRow[] }>;

function dealOut(groups: readonly LaneGroup[], height: number): PageContent[] {
  const pages: PageContent[] = [[]];
  let free = height;
  for (const group of groups) {
    for (const row of group.rows) {
      let page = pages[pages.length - 1];
      const begun = page[page.length - 1]?.group === group;
      if (free < LANE_MIN + (begun ? 0 : HEADING_HEIGHT)) {
        page = [];
        pages.push(page);
        free = height;
      }
      const last = page[page.length - 1];
      if (last?.group === group) {
        last.rows.push(row);
      } else {
        page.push({ group, rows: [row] });
        free -= HEADING_HEIGHT;
      }
      free -= LANE_MIN;
    }
  }
  return pages;
}

/** The row at a height of the plot, with its group; the heading and the free space between lanes belong to the group alone. */
export function placeAt(page: LanePage, y: number): { group: PlacedGroup; row: PlacedRow | undefined } | undefined {
  const group = page.groups.find(({ headingTop, bottom }) => y >= headingTop && y < bottom);
  return group && { group, row: group.rows.find(({ top, height }) => y >= top && y < top + height) };
}
