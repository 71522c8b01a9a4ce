import type { Lane } from './model';

/** All lengths are CSS pixels from the top of the plot. */
export interface PlacedLane {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
}

export interface LanePage {
  readonly lanes: readonly PlacedLane[];
  /** Counted from 0. */
  readonly page: number;
  readonly pages: number;
}

/** Below this a lane shows no more than that something happened. */
const MIN_HEIGHT = 26;
/** Above this a lane looks like a chart of its own. */
const MAX_HEIGHT = 110;

/** Lanes of equal height below each other; those that do not fit are on further pages. */
export function placeLanes(lanes: readonly Lane[], plotHeight: number, wantedPage: number): LanePage {
  const perPage = Math.max(1, Math.floor(plotHeight / MIN_HEIGHT));
  const pages = Math.max(1, Math.ceil(lanes.length / perPage));
  const page = Math.min(Math.max(0, wantedPage), pages - 1);
  const shown = lanes.slice(page * perPage, (page + 1) * perPage);
  const height = Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, Math.floor(plotHeight / Math.max(1, shown.length))));
  return { lanes: shown.map((lane, i) => ({ lane, top: i * height, height })), page, pages };
}

export function laneAt({ lanes }: LanePage, y: number): PlacedLane | undefined {
  return lanes.find(({ top, height }) => y >= top && y < top + height);
}
