import { isWithinRuns, runsOf } from './runs';

const MINUTE = 60_000;
const series = (minutes: number[], values: Array<number | null> = minutes.map(() => 1), stepMs?: number) => ({
  labels: {},
  times: minutes.map((minute) => minute * MINUTE),
  values,
  ...(stepMs === undefined ? {} : { stepMs }),
});

const inMinutes = (runs: ReturnType<typeof runsOf>) =>
  runs.map(({ fromMs, toMs, lasting }) => [fromMs / MINUTE, toMs / MINUTE, lasting]);

it.each([
  ['one that ended', series([1, 2, 3]), 10, [[1, 4, false]]],
  ['one that lasts, to the end of the range', series([8, 9, 10]), 10, [[8, 10, true]]],
  ['one that lasts, though the last step is not over', series([8, 9]), 10, [[8, 10, true]]],
  ['two with a gap between them', series([1, 2, 5, 6]), 10, [[1, 3, false], [5, 7, false]]],
  ['one that a missing number ends', series([1, 2, 3, 4], [1, null, null, 1]), 10, [[1, 2, false], [4, 5, false]]],
  ['one sample', series([4]), 10, [[4, 5, false]]],
  ['one sample, for the step of its query', series([4], [1], 5 * MINUTE), 20, [[4, 9, false]]],
  ['nothing', series([]), 10, []],
])('runs of a series: %s', (_, given, endMinute, runs) => {
  expect(inMinutes(runsOf(given, endMinute * MINUTE))).toEqual(runs);
}); // prettier-ignore

it('keeps the highest and the last value of a run', () => {
  expect(runsOf(series([1, 2, 3], [4, 9, 5]), 0)).toMatchObject([{ most: 9, last: 5 }]);
});

it('is empty without a series', () => {
  expect(runsOf(undefined, 0)).toEqual([]);
});

it('a run ends before the next sample could say otherwise, and holds at the end of the range while it lasts', () => {
  const runs = runsOf(series([1, 2, 9, 10]), 10 * MINUTE);
  expect([0, 1, 2, 3, 9, 10].map((minute) => isWithinRuns(runs, minute * MINUTE))).toEqual([
    false, true, true, false, true, true]); // prettier-ignore
});
