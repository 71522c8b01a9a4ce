/** @jest-environment node */
import { milliOfReading, milliOfTarget, MOST_REPLICAS } from './quantity';
import { replicasForAverageValue, replicasForValue } from './totalMetrics';

const TOLERANCES = { down: 0.1, up: 0.1 };

describe('a total against a target for the total', () => {
  // name, total, target, current, ready, replicas
  it.each<[string, number, number, number, number, number]>([
    ['twice the target doubles the ready pods', 20, 10, 3, 3, 6],
    ['the ready pods count, not those asked for', 20, 10, 4, 2, 4],
    ['no ready pod gives none, and bounds do the rest', 20, 10, 4, 0, 0],
    ['exactly at the upper tolerance stays', 11, 10, 4, 4, 4],
    ['just above it does not', 11.01, 10, 4, 4, 5],
    ['exactly at the lower tolerance stays', 9, 10, 4, 4, 4],
    ['just below it does not, though it rounds up to the same', 8.9, 10, 4, 4, 4],
    ['half the target halves', 5, 10, 4, 4, 2],
    ['nothing at all gives none', 0, 10, 4, 4, 0],
    ['from zero the ratio alone counts', 25, 10, 0, 0, 3],
    ['from zero there is no tolerance', 0.001, 10, 0, 0, 1],
    ['from zero with nothing there stays at zero', 0, 10, 0, 0, 0],
    ['thousandths are cut off: less than one is nothing', 0.0009, 10, 0, 0, 0],
  ])('%s', (_name, total, target, current, ready, replicas) => {
    expect(replicasForValue(total, milliOfTarget(target), current, ready, TOLERANCES)).toBe(replicas);
  });
});

describe('a total of which each pod carries a share', () => {
  // name, total, target per pod, replicas that exist, replicas
  it.each<[string, number, number, number, number]>([
    ['does not depend on the pods there', 80, 10, 2, 8],
    ['rounds up', 80.001, 10, 2, 9],
    ['exactly at the upper tolerance stays', 44, 10, 4, 4],
    ['a thousandth above it does not', 44.001, 10, 4, 5],
    ['exactly at the lower tolerance stays', 36, 10, 4, 4],
    ['just below it does not, though it rounds up to the same', 35.99, 10, 4, 4],
    ['from zero with load', 0.001, 10, 0, 1],
    ['from zero without load', 0, 10, 0, 0],
    ['a small target', 3, 0.001, 1, 3000],
    ['beyond what the controller can count', 1e300, 1, 1, MOST_REPLICAS],
  ])('%s', (_name, total, target, exist, replicas) => {
    expect(replicasForAverageValue(total, milliOfTarget(target), exist, TOLERANCES)).toBe(replicas);
  });
});

it.each([
  [0.29, 290],
  [1.005, 1004],
  [-0.0005, -0],
])('a reading of %d is %d thousandths, cut off', (amount, milli) => expect(milliOfReading(amount)).toBe(milli));

it.each([
  [0.0001, 1],
  [1.1, 1100],
  [2.0004, 2001],
  [100, 100_000],
])('a target of %d is %d thousandths, rounded up', (amount, milli) => expect(milliOfTarget(amount)).toBe(milli));
