import { Timeline, prepare, type PreparedSeries, type RecordedSeries } from './timeline';
import type { ReplayedSeries } from './types';

/** A recorded change may lie this far from the replayed one: a scrape of a minute, and a sync. */
const MATCH_WITHIN_SECONDS = 75;

/** Lateness of a record that is tried out: up to the same. */
const LATENESS_STEP_SECONDS = 15;

/** How far replicas are from others, over the time for which both are known. */
export interface Distance {
  /** That time, seconds. */
  readonly seconds: number;
  /** Share of it in which the replayed replicas equal the recorded ones, 0 to 1. */
  readonly equalShare: number;
  /** Mean of the absolute difference over that time, replicas. */
  readonly meanAbsoluteDifference: number;
}

/** How far a replay is from what really happened. */
export interface ReplayError extends Distance {
  /** Changes, and how many pairs go the same way at about the same time. */
  readonly changes: { readonly recorded: number; readonly replayed: number; readonly matched: number };
  /**
   * The same if the record is so much late, for the lateness up to 75 s that explains most: scrapes and rules write down
   * replicas after the fact.
   */
  readonly ifLate: Distance & { readonly lateSeconds: number };
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
  const truth = prepare(recorded, 'Recorded replicas');
  const asRecorded = distance(replayed, truth, 0);
  if (asRecorded === undefined) {
    return undefined;
  }
  let ifLate: ReplayError['ifLate'] = { lateSeconds: 0, ...asRecorded };
  for (let late = LATENESS_STEP_SECONDS; late <= MATCH_WITHIN_SECONDS; late += LATENESS_STEP_SECONDS) {
    const shifted = distance(replayed, truth, late);
    // Time, not its share: the less of a record is left, the easier it fits.
    if (shifted !== undefined && equalSeconds(shifted) > equalSeconds(ifLate)) {
      ifLate = { lateSeconds: late, ...shifted };
    }
  }
  const { timesSeconds, desired } = replayed;
  const [from, to] = [timesSeconds[0], timesSeconds[timesSeconds.length - 1]];
  const recordedChanges = changesOf(recorded.timesSeconds, recorded.values).filter(
    ({ atSeconds }) => atSeconds > from && atSeconds <= to
  );
  const replayedChanges = changesOf(timesSeconds, desired);
  return {
    ...asRecorded,
    changes: {
      recorded: recordedChanges.length,
      replayed: replayedChanges.length,
      matched: countMatches(recordedChanges, replayedChanges),
    },
    ifLate,
  };
}

function equalSeconds({ seconds, equalShare }: Distance): number {
  return seconds * equalShare;
}

/** @param late how long after the fact the record was written, seconds */
function distance(
  { timesSeconds, desired }: ReplayedSeries,
  recorded: PreparedSeries,
  late: number
): Distance | undefined {
  const truth = new Timeline(recorded);
  let seconds = 0;
  let equal = 0;
  let difference = 0;
  for (let i = 0; i + 1 < timesSeconds.length; i++) {
    let now = timesSeconds[i];
    while (now < timesSeconds[i + 1]) {
      const there = truth.at(now + late);
      const until = Math.min(timesSeconds[i + 1], truth.holdsUntilSeconds - late);
      if (!Number.isNaN(there)) {
        seconds += until - now;
        equal += there === desired[i] ? until - now : 0;
        difference += Math.abs(there - desired[i]) * (until - now);
      }
      now = until;
    }
  }
  return seconds === 0
    ? undefined
    : { seconds, equalShare: equal / seconds, meanAbsoluteDifference: difference / seconds };
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
