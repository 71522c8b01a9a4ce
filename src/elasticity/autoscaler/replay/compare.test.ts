/** @jest-environment node */
import { compareWithRecorded } from './compare';
import { replay } from './replay';
import { inputOf, loadOf } from './replay.testing';

/** Replicas 1 3 3 1 at 0, 15, 30, 45 s. */
const series = replay(inputOf([5, 25, 25, 5, 5])).series;
if (series === undefined) {
  throw new Error('The replay kept nothing.');
}

describe('the error of a replay', () => {
  it('is none against itself', () => {
    const none = { seconds: 60, equalShare: 1, meanAbsoluteDifference: 0 };
    expect(compareWithRecorded(series, loadOf([1, 3, 3, 1, 1]))).toEqual({
      ...none,
      changes: { recorded: 2, replayed: 2, matched: 2 },
      ifLate: { lateSeconds: 0, ...none },
    });
  });

  it.each<[string, Array<number | null>, number, number, number, [number, number]]>([
    ['a replica too many all the time', [2, 4, 4, 2, 2], 60, 0, 1, [2, 2]],
    ['one change late by a sample', [1, 1, 3, 1, 1], 60, 0.75, 0.5, [2, 2]],
    ['a change that never was', [1, 3, 3, 3, 3], 60, 0.75, 0.5, [1, 1]],
    ['changes the other way', [3, 1, 1, 3, 3], 60, 0, 2, [2, 2]],
    ['unknown time does not count', [1, null, 3, null, 1], 30, 1, 0, [2, 2]],
  ])('%s', (_name, recorded, seconds, equalShare, meanAbsoluteDifference, [changes, matched]) => {
    expect(compareWithRecorded(series, loadOf(recorded))).toMatchObject({
      seconds,
      equalShare,
      meanAbsoluteDifference,
      changes: { recorded: changes, replayed: 2, matched },
    });
  });

  it('matches each change once, and only those within a minute and a sync', () => {
    const flat = (values: number[]) => replay(inputOf(values)).series;
    const up = flat([5, 25, ...new Array<number>(18).fill(25)]);
    const rising = (at: number) => loadOf(Array.from({ length: 20 }, (_, i) => (i < at ? 1 : 3)));
    const matched = (at: number) => up && compareWithRecorded(up, rising(at))?.changes.matched;
    expect([1, 6, 7].map(matched)).toEqual([1, 1, 0]);
  });

  it.each<[string, number[], number, number]>([
    ['is late by a sample', [1, 1, 3, 3, 1, 1], 15, 1],
    ['is late by two', [1, 1, 1, 3, 3, 1, 1], 30, 1],
    ['is early, which no scrape makes it', [3, 3, 1, 1, 1, 1], 0, 0.5],
    ['is of something else', [7, 7, 7, 7, 7], 0, 0],
  ])('tells a replay that is wrong from a record that %s', (_name, recorded, lateSeconds, equalShare) => {
    expect(compareWithRecorded(series, loadOf(recorded))?.ifLate).toMatchObject({ lateSeconds, equalShare });
  });

  it('is unknown when the times do not overlap', () => {
    expect(compareWithRecorded(series, loadOf([1, 3], 10_000))).toBeUndefined();
  });
});
