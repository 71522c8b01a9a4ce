import { dateTime, getDefaultTimeRange, type TimeRange } from '@grafana/data';
import { SceneTimeRangeTransformerBase, type SceneTimeRangeState } from '@grafana/scenes';

/**
 * The time range of the page, cut off at the present. The page asks about the end of the range, and ranges such as "this
 * month" end where nothing is known yet.
 */
export class UntilNow extends SceneTimeRangeTransformerBase<SceneTimeRangeState> {
  constructor() {
    // Replaced by the range of the page when the scene is activated.
    super({ from: 'now-24h', to: 'now', value: getDefaultTimeRange() });
  }

  protected ancestorTimeRangeChanged(state: SceneTimeRangeState): void {
    this.setState({ ...state, value: cutOff(state.value, Date.now()) });
  }
}

/** The range up to `nowMs`; a range that is all in the future stays as it is. */
export function cutOff(range: TimeRange, nowMs: number): TimeRange {
  const isCut = range.from.valueOf() < nowMs && nowMs < range.to.valueOf();
  return isCut ? { ...range, to: dateTime(nowMs) } : range;
}
