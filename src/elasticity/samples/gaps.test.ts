import { gridStep, isGap, sampleDurations, shareOfTime, stateHoldsUntil, usualStep } from './gaps';

it.each([
  ['the next sample', 15, false],
  ['a sample a little late', 20, false],
  ['a missed sample', 30, true],
])('isGap: %s', (_, afterMs, gap) => {
  expect(isGap(0, afterMs, 15)).toBe(gap);
});

it.each([
  ['until the next sample', { atMs: 10, isSame: false }, 10],
  ['across a missed sample when it is the same behind it', { atMs: 30, isSame: true }, 30],
  ['for a step where it is another behind the gap', { atMs: 30, isSame: false }, 10],
  ['for a step where the gap is long', { atMs: 40, isSame: true }, 10],
  ['for a step where nothing follows', undefined, 10],
])('a state holds %s', (_, next, untilMs) => {
  expect(stateHoldsUntil(0, next, 10)).toBe(untilMs);
});

it.each([
  ['a grid with gaps', [0, 30, 45, 90], 15, 30],
  ['scrapes that come late', [0, 15, 31, 46], 15, 15],
  ['a sample twice', [0, 60, 61, 120, 180], 1, 60],
  ['one sample', [5], undefined, undefined],
  ['nothing', [], undefined, undefined],
])('the step of %s', (_, times, grid, usual) => {
  expect([gridStep(times), usualStep(times)]).toEqual([grid, usual]);
});

it('a sample stands for the time until the next, cut at gaps, and the last one for a step', () => {
  expect(sampleDurations([0, 10, 20, 100, 110])).toEqual([10, 10, 15, 10, 10]);
  expect(sampleDurations([])).toEqual([]);
});

it('a share is one of the time in which anything is known', () => {
  expect(shareOfTime([10, 10, 20], (i) => [true, false, undefined][i])).toBe(0.5);
  expect(shareOfTime([10], () => undefined)).toBeUndefined();
});
