import { recommendStabilization } from './recommend';
import { findReversals, reversalsWithin } from './reversals';
import { flappingScore } from './score';
import { summariseFlapping } from './summary';
import type { DesiredReplicas } from './types';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** One sample a minute. */
const minutes = (values: Array<number | null>): DesiredReplicas => ({
  times: values.map((_, i) => i * MINUTE_MS),
  values,
});

const hour = (at: (minute: number) => number | null) => minutes(Array.from({ length: 61 }, (_, minute) => at(minute)));
const ramp = hour((minute) => 1 + Math.min(9, Math.floor(minute / 6)));
const upThenDown = hour((minute) =>
  minute < 30 ? 1 + Math.floor(minute / 3) : Math.max(1, 10 - Math.floor((minute - 27) / 3))
);
const squareWave = hour((minute) => (Math.floor(minute / 6) % 2 === 0 ? 2 : 6));

describe('reversals within an hour', () => {
  // The numbers that the recorded rules give for these shapes.
  it.each<[string, DesiredReplicas, number]>([
    ['a ramp from 1 to 10', ramp, 0],
    ['one climb and one descent of 9 steps each', upThenDown, 1],
    ['a square wave between 2 and 6', squareWave, 9],
    ['a constant', hour(() => 3), 0],
    ['one step', hour((minute) => (minute < 30 ? 1 : 5)), 0],
    [
      'a gap across a step: an undercount, never a false alarm',
      hour((m) => (m < 20 ? 1 : m < 28 ? null : m < 40 ? 5 : 1)),
      0,
    ],
    // Prometheus looks back five minutes: a gap that shows in its answer was one for the rules as well.
    ['a short gap across a step', hour((m) => (m < 20 ? 1 : m < 23 ? null : m < 40 ? 5 : 1)), 0],
    ['a gap in which nothing changed', hour((m) => (m >= 22 && m < 25 ? null : m < 20 ? 1 : m < 40 ? 5 : 1)), 1],
    ['nothing', minutes([]), 0],
  ])('of %s', (_, wanted, count) => {
    expect(findReversals(wanted)).toHaveLength(count);
    expect(summariseFlapping(wanted).worstCount).toBe(count);
  });

  it('tell when, from where to where and after how long', () => {
    const [first, second] = findReversals(squareWave);
    expect(first).toEqual({
      timeMs: 12 * MINUTE_MS,
      direction: 'down',
      fromReplicas: 6,
      toReplicas: 2,
      previousMs: 6 * MINUTE_MS,
      inWindow: 1,
    });
    expect(second).toMatchObject({ direction: 'up', inWindow: 2 });
  });

  it('leave the window as it slides: a day of tides is not flapping', () => {
    const tide = minutes(
      Array.from({ length: 24 * 60 }, (_, m) => Math.round(10 - 9 * Math.cos((2 * Math.PI * m) / 240)))
    );
    const { reversals, worstCount } = summariseFlapping(tide);
    expect(reversals.length).toBeGreaterThan(0);
    expect(worstCount).toBe(1);
  });

  it('count only when both changes that make them up lie in the window', () => {
    const reversals = findReversals(squareWave);
    const [first] = reversals;
    expect(reversalsWithin([first], first.timeMs)).toHaveLength(1);
    expect(reversalsWithin([first], first.previousMs + HOUR_MS - 1)).toHaveLength(1);
    expect(reversalsWithin([first], first.previousMs + HOUR_MS)).toHaveLength(0);
  });
});

describe('summariseFlapping', () => {
  it('does not count what moved while a release was rolled out', () => {
    const released = summariseFlapping(squareWave, (timeMs) => timeMs > 15 * MINUTE_MS);
    expect(released).toMatchObject({ worstCount: 1 });
    expect(summariseFlapping(squareWave, () => true)).toMatchObject({ worstCount: 0, reversals: [], score: 0 });
  });

  it('measures the amplitude of the worst hour', () => {
    expect(summariseFlapping(squareWave).amplitude).toBe(4);
    expect(summariseFlapping(ramp).amplitude).toBe(9);
    expect(summariseFlapping(minutes([])).amplitude).toBe(0);
  });
});

describe('flappingScore', () => {
  const scoreOf = (wanted: DesiredReplicas) => summariseFlapping(wanted).score;

  it('is 0 without reversals, and at most 100', () => {
    expect(scoreOf(ramp)).toBe(0);
    const everyTwoMinutes = hour((minute) => (Math.floor(minute / 2) % 2 === 0 ? 1 : 9));
    expect(scoreOf(everyTwoMinutes)).toBeGreaterThan(90);
    expect(scoreOf(everyTwoMinutes)).toBeLessThanOrEqual(100);
  });

  it('ranks by how often, then by how recently', () => {
    expect(scoreOf(squareWave)).toBeGreaterThan(scoreOf(upThenDown));
    const reversals = findReversals(upThenDown);
    const [{ timeMs }] = reversals;
    expect(flappingScore(reversals, timeMs)).toBeCloseTo(6.25); // 1 of 20 slots at the newest weight, 1.25
    expect(flappingScore(reversals, timeMs + 30 * MINUTE_MS)).toBeLessThan(6.25);
  });

  it('gives four reversals about the 20 % at which Nagios starts to call it flapping', () => {
    const four = hour((minute) => (minute < 31 ? 2 + 4 * (Math.floor(minute / 6) % 2) : 6));
    expect(findReversals(four)).toHaveLength(4);
    expect(scoreOf(four)).toBeGreaterThan(20);
    expect(scoreOf(four)).toBeLessThan(25);
  });
});

describe('recommendStabilization', () => {
  it('is longer than the usual dip, on top of the window that already hides a part of it', () => {
    const reversals = findReversals(squareWave);
    expect(recommendStabilization(reversals, 0)).toBe(390); // dips of 360 s
    expect(recommendStabilization(reversals, 300)).toBe(690);
  });

  it.each<[string, DesiredReplicas]>([
    ['there is no dip', upThenDown],
    ['nothing changes its mind', ramp],
  ])('is silent when %s', (_, wanted) => {
    expect(recommendStabilization(findReversals(wanted), 0)).toBeUndefined();
  });

  it('is silent when no window that Kubernetes accepts is long enough', () => {
    expect(recommendStabilization(findReversals(squareWave), 3300)).toBeUndefined();
  });

  it('would have stopped the flapping: the highest wish of the window, replayed, has no reversal', () => {
    const seconds = recommendStabilization(findReversals(squareWave), 0) ?? 0;
    const stabilised = squareWave.values.map((_, i) =>
      Math.max(...squareWave.values.slice(Math.max(0, i - Math.floor(seconds / 60)), i + 1).map(Number))
    );
    expect(findReversals(minutes(stabilised))).toHaveLength(0);
  });
});
