import { summariseScaling } from './summary';
import type { ScalingSamples, ScalingVerdict } from './types';

const STEP_S = 15;
const QPS_PER_REPLICA = 10;

/** Samples every 15 s; what is left out is constant: 1 to 10 replicas, wanted and ready as they are. */
function samples(over: Partial<Record<keyof Omit<ScalingSamples, 'times'>, Array<number | null>>>): ScalingSamples {
  const length = Math.max(...Object.values(over).map((column) => column.length));
  const fill = (value: number) => new Array<number>(length).fill(value);
  const current = over.current ?? fill(2);
  const ready = over.ready ?? current;
  return {
    times: fill(0).map((_, i) => i * STEP_S * 1000),
    current,
    desired: over.desired ?? current,
    min: over.min ?? fill(1),
    max: over.max ?? fill(10),
    ready,
    load: over.load ?? fill(15),
    capacity: over.capacity ?? ready.map((count) => (count === null ? null : count * QPS_PER_REPLICA)),
  };
}

const repeat = (value: number, times: number) => new Array<number>(times).fill(value);

describe('summariseScaling', () => {
  it.each<[string, ScalingSamples, ScalingVerdict]>([
    ['replicas that rise with the load', samples({ current: [1, 2, 3, 4], load: [8, 18, 27, 38] }), 'following'],
    [
      'a load that replicas reach a minute later',
      samples({ current: [1, 1, 1, 1, 1, 4, 4], load: [8, 30, 30, 30, 30, 30, 30] }),
      'lagging',
    ],
    ['a load beyond the maximum', samples({ current: repeat(10, 8), load: repeat(140, 8) }), 'saturated'],
    ['the maximum, and satisfied with it', samples({ current: repeat(10, 8), load: repeat(95, 8) }), 'following'],
    [
      'a load beyond replicas whose number is fixed: nobody scales them',
      samples({ current: repeat(3, 8), min: repeat(3, 8), max: repeat(3, 8), load: repeat(40, 8) }),
      'lagging',
    ],
    ['many replicas for little load', samples({ current: repeat(6, 8), load: repeat(9, 8) }), 'idle'],
    ['the minimum for little load', samples({ current: repeat(1, 8), load: repeat(1, 8) }), 'following'],
    ['a blip of one sample', samples({ current: repeat(2, 8), load: [15, 15, 25, 15, 15, 15, 15, 15] }), 'following'],
    [
      'nobody there and nobody asking, at zero',
      samples({ current: repeat(0, 8), min: repeat(0, 8), load: repeat(0, 8) }),
      'following',
    ],
    [
      'requests that arrive at zero replicas',
      samples({ current: [0, 0, 0, 0, 1, 1], min: repeat(0, 6), load: [0, 2, 2, 2, 2, 2] }),
      'lagging',
    ],
    ['no load and no replicas known', { ...samples({ load: [1] }), load: [], desired: [] }, 'unknown'],
  ])('judges %s', (_, given, verdict) => {
    expect(summariseScaling(given).verdict).toBe(verdict);
  });

  it('measures the lag from the load rising above the capacity until replicas are ready', () => {
    const { lagSeconds, shortages } = summariseScaling(
      samples({
        //        a lag of 45 s       one of 90 s
        current: [1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 4, 4],
        load: [5, 15, 15, 15, 15, 15, 35, 35, 35, 35, 35, 35, 35, 35],
      })
    );
    expect(shortages.map(({ fromMs, toMs }) => [fromMs / 1000, toMs / 1000])).toEqual([
      [15, 60],
      [90, 180],
    ]);
    expect(shortages.map(({ worstMissing }) => worstMissing)).toEqual([5, 15]);
    expect(lagSeconds).toEqual({ median: 45, worst: 90 });
  });

  it('counts ready replicas, not those that are still starting', () => {
    const given = samples({ current: repeat(3, 8), ready: [1, 1, 1, 1, 1, 3, 3, 3], load: repeat(25, 8) });
    expect(summariseScaling(given).lagSeconds).toEqual({ median: 75, worst: 75 });
  });

  it('says that a shortage lasts, and whether the maximum holds replicas back', () => {
    const { lasting, lagSeconds } = summariseScaling(
      samples({ current: [8, 9, 10, 10, 10, 10], load: [70, 110, 120, 120, 120, 120] })
    );
    expect(lasting).toEqual({ fromMs: 15_000, toMs: 75_000, atMax: true, worstMissing: 20, caughtUp: false });
    expect(lagSeconds).toBeUndefined();
  });

  it('knows the share of the time for each state, and how much of the capacity was used', () => {
    const { shares, usedRatio } = summariseScaling(
      samples({
        current: [0, 0, 1, 1, 10, 10, 10, 10],
        min: repeat(0, 8),
        load: [0, 0, 5, 5, 120, 120, 10, 10],
      })
    );
    expect(shares).toEqual({ short: 2 / 8, atMax: 4 / 8, idle: 2 / 8, atZero: 2 / 8 });
    expect(usedRatio).toBeCloseTo(270 / 420);
  });

  it('takes wanted against ready replicas where no capacity is known', () => {
    const { basis, verdict, lagSeconds } = summariseScaling(
      samples({ current: repeat(3, 6), ready: [1, 1, 1, 1, 3, 3], desired: repeat(3, 6), capacity: [] })
    );
    expect({ basis, verdict, lagSeconds }).toEqual({
      basis: 'replicas',
      verdict: 'lagging',
      lagSeconds: { median: 60, worst: 60 },
    });
  });

  it('neither lets a shortage go on through a gap nor counts the gap', () => {
    const given = samples({ current: repeat(1, 6), load: [5, 15, 15, 15, null, 5] });
    const { shortages, shares } = summariseScaling(given);
    expect(shortages).toEqual([{ fromMs: 15_000, toMs: 60_000, atMax: false, worstMissing: 5, caughtUp: false }]);
    expect(shares.short).toBeCloseTo(3 / 5);
  });

  it('is silent about nothing', () => {
    const nothing = { times: [], current: [], desired: [], min: [], max: [], ready: [], load: [], capacity: [] };
    expect(summariseScaling(nothing)).toMatchObject({ verdict: 'unknown', shortages: [], usedRatio: undefined });
  });
});
