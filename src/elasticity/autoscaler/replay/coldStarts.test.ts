/** @jest-environment node */
import { ColdStarts } from './coldStarts';

const draw = (recorded: readonly number[], count: number) => {
  const starts = new ColdStarts(recorded);
  return Array.from({ length: count }, () => starts.next());
};

it('the first is the median', () => {
  expect(draw([10, 90, 20, 30, 40], 1)).toEqual([30]);
});

it('each recorded start comes as often as it was recorded, give or take two, after any number of draws', () => {
  const drawn = draw([10, 10, 20, 30], 40);
  const count = (seconds: number, upTo: number) => drawn.slice(0, upTo).filter((one) => one === seconds).length;
  for (const upTo of [8, 16, 40]) {
    expect(Math.abs(count(10, upTo) - upTo / 2)).toBeLessThanOrEqual(2);
    expect(Math.abs(count(20, upTo) - upTo / 4)).toBeLessThanOrEqual(2);
  }
});

it('goes on where it was', () => {
  expect(new ColdStarts([1, 2, 3, 4, 5], 3).next()).toBe(draw([1, 2, 3, 4, 5], 4)[3]);
});
