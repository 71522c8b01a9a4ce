import { Timeline, prepare, type RecordedSeries } from './timeline';
import type { ReplayedSeries } from './types';

/** A recorded change may lie this far from the replayed one: a scrape of a minute, and a sync. */
const MATCH_WITHIN_SECONDS = 75;

/** How far a replay is from what really happened. */
export interface ReplayError {
  /** Time for which both are known, seconds. */
  readonly seconds: number;
  /** Share of it in which the replayed replicas equal the recorded ones, 0 to 1. */
  readonly equalShare: number;
  /** Mean of the absolute difference over that time, replicas. */
  readonly meanAbsoluteDifference: number;
  /** Changes, and how many pairs go the same way at about the same time. */
  readonly changes: { readonly recorded: number; readonly replayed: number; readonly matched: number };
}

interface Change {
  readonly atSeconds: number;
  readonly isUp: boolean;
}

/**
 * Holds a replay against the recorded wanted replicas, over the time for which both are known; `undefined` when there is
 * none.
 */
export function compareWithRecorded(replayed: ReplayedSeries, recorded: RecordedSeries): ReplayError | undefined {
  const truth = new Timeline(prepare(recorded, 'Recorded replicas'));
  const { timesSeconds, desired } = replayed;
  let seconds = 0;
  let equal = 0;
  let difference = 0;
  for (let i = 0; i + 1 < timesSeconds.length; i++) {
    let now = timesSeconds[i];
    while (now < timesSeconds[i + 1]) {
      const there = truth.at(now);
      const until = Math.min(timesSeconds[i + 1], truth.holdsUntilSeconds);
      if (!Number.isNaN(there)) {
        seconds += until - now;
        equal += there === desired[i] ? until - now : 0;
        difference += Math.abs(there - desired[i]) * (until - now);
      }
      now = until;
    }
  }
  if (seconds === 0) {
    return undefined;
  }
  const [from, to] = [timesSeconds[0], timesSeconds[timesSeconds.length - 1]];
  const recordedChanges = changesOf(recorded.timesSeconds, recorded.values).filter(
    ({ atSeconds }) => atSeconds > from && atSeconds <= to
  );
  const replayedChanges = changesOf(timesSeconds, desired);
  return {
    seconds,
    equalShare: equal / seconds,
    meanAbsoluteDifference: difference / seconds,
    changes: {
      recorded: recordedChanges.length,
      replayed: replayedChanges.length,
      matched: countMatches(recordedChanges, replayedChanges),
    },
  };
}

function changesOf(times: ArrayLike<number>, values: ArrayLike<number | null | undefined>): Change[] {
  const changes: Change[] = [];
  let before: number | undefined;
  for (let i = 0; i < times.length; i++) {
    const value = values[i];
    if (value === null || value === undefined || Number.isNaN(value)) {
      continue;
    }
    if (before !== undefined && value !== before) {
      changes.push({ atSeconds: times[i], isUp: value > before });
    }
    before = value;
  }
  return changes;
}

/** Pairs of changes of the same direction, each change in one pair at most, the earliest possible ones first. */
function countMatches(recorded: readonly Change[], replayed: readonly Change[]): number {
  return [true, false].reduce((sum, isUp) => {
    const goesThatWay = (change: Change) => change.isUp === isUp;
    return sum + countPairs(recorded.filter(goesThatWay), replayed.filter(goesThatWay));
  }, 0);
}

function countPairs(left: readonly Change[], right: readonly Change[]): number {
  let pairs = 0;
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const apart = left[i].atSeconds - right[j].atSeconds;
    if (Math.abs(apart) <= MATCH_WITHIN_SECONDS) {
      pairs++;
      i++;
      j++;
    } else if (apart > 0) {
      j++;
    } else {
      i++;
    }
  }
  return pairs;
}
