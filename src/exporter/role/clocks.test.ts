/** @jest-environment node */
import { elapsedSeconds, instant, wallSeconds } from './clocks';

const FROM = { monotonic: 500, wall: 1_800_000_000 };

it.each([
  ['both clocks run alike', 10, 10, 10],
  ['no time has passed', 0, 0, 0],
  ['the machine slept: a claim must not outlive that', 0.1, 60, 60],
  ['the wall clock was set back an hour: a claim ends all the same', 10, -3590, 10],
  ['the wall clock was set forward an hour: rather too old than too young', 10, 3610, 3610],
  ['the wall clock was slewed a little', 10, 9.9, 10],
])('counts the longer time when %s', (_, monotonic, wall, expected) => {
  const to = { monotonic: FROM.monotonic + monotonic, wall: FROM.wall + wall };
  expect(elapsedSeconds(FROM, to)).toBeCloseTo(expected, 6);
});

it('reads both clocks in seconds', () => {
  const before = wallSeconds();
  const { monotonic, wall } = instant();
  expect(wall).toBeGreaterThanOrEqual(before);
  expect(wall).toBeLessThanOrEqual(Date.now() / 1000);
  expect(monotonic).toBeLessThanOrEqual(performance.now() / 1000);
  expect(wall).toBeGreaterThan(1.7e9);
  expect(wall).toBeLessThan(1e11);
});
