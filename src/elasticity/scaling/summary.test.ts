import type { Run } from '../samples';
import { summariseScaling } from './summary';
import type { ScalingSamples, ScalingVerdict, ScalingVerdicts } from './types';

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

const NONE: ScalingVerdicts = {
  atMaxShort: [],
  desiredNotReached: [],
  scalingLagging: [],
  autoscalerUnable: [],
  autoscalerBlind: [],
  capacityShort: [],
};
const CIRCUMSTANCES = { endedAtMs: undefined, isRecorded: true, idleBelow: 0.3 };

/** A run from one sample to another, as the rules recorded it. */
const run = (from: number, to: number, lasting = false): Run => ({
  fromMs: from * STEP_S * 1000,
  toMs: to * STEP_S * 1000,
  most: 1,
  last: 1,
  stepMs: STEP_S * 1000,
  lasting,
});

const summarise = (given: ScalingSamples, verdicts: Partial<ScalingVerdicts> = {}, circumstances = {}) =>
  summariseScaling(given, { ...NONE, ...verdicts }, { ...CIRCUMSTANCES, ...circumstances });

describe('summariseScaling', () => {
  const overloaded = samples({ current: repeat(2, 8), load: repeat(80, 8) });
  const now = run(2, 8, true);
  const before = run(2, 4);

  it.each<[string, Partial<ScalingVerdicts>, ScalingVerdict, Run | undefined]>([
    ['nothing recorded, whatever the samples look like', {}, 'following', undefined],
    ['a shortage that lasts', { capacityShort: [now] }, 'capacityShort', now],
    ['a shortage that was caught up with', { capacityShort: [before] }, 'following', undefined],
    ['a lag', { capacityShort: [now], scalingLagging: [now] }, 'scalingLagging', now],
    ['a lag that is over', { scalingLagging: [before] }, 'scalingLagging', undefined],
    ['the maximum, worse than a lag', { scalingLagging: [now], atMaxShort: [now] }, 'atMaxShort', now],
    ['what lasts, before what was worse', { capacityShort: [now], atMaxShort: [before] }, 'capacityShort', now],
    ['replicas that do not come', { desiredNotReached: [now] }, 'desiredNotReached', now],
    ['an autoscaler that sees nothing', { autoscalerBlind: [now] }, 'autoscalerBlind', now],
    ['one that saw nothing', { autoscalerBlind: [before] }, 'following', undefined],
    ['one that can do nothing', { autoscalerUnable: [now], autoscalerBlind: [now] }, 'autoscalerUnable', now],
  ])('takes the word of the rules: %s', (_, verdicts, verdict, lasting) => {
    expect(summarise(overloaded, verdicts)).toMatchObject({ verdict, lasting });
  });

  it.each<[string, ScalingSamples, object, ScalingVerdict]>([
    ['whether anything can be compared', { ...samples({ load: [1] }), load: [], desired: [] }, {}, 'unknown'],
    ['what rules of an older version think', overloaded, { isRecorded: false }, 'unknown'],
    ['what is the case since the data ended', overloaded, { endedAtMs: 105_000 }, 'ended'],
  ])('does not pretend to know %s', (_, given, circumstances, verdict) => {
    expect(summarise(given, {}, circumstances).verdict).toBe(verdict);
  });

  it('is never good about data that ended, whatever was recorded before', () => {
    expect(summarise(overloaded, { scalingLagging: [before] }, { endedAtMs: 105_000 }).verdict).toBe('ended');
  });

  it('says how long each recorded shortage took, by how much, and what the lags were', () => {
    const { shortages, lagSeconds, shares } = summarise(
      samples({
        current: [1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 4, 4],
        load: [5, 15, 15, 15, 15, 15, 35, 35, 35, 35, 35, 35, 35, 35],
      }),
      { capacityShort: [run(1, 4), run(6, 12)] }
    );
    expect(shortages).toEqual([
      { fromMs: 15_000, toMs: 60_000, atMax: false, worstMissing: 5, caughtUp: true },
      { fromMs: 90_000, toMs: 180_000, atMax: false, worstMissing: 15, caughtUp: true },
    ]);
    expect(lagSeconds).toEqual({ median: 45, worst: 90 });
    expect(shares.short).toBeCloseTo(9 / 14);
  });

  it('calls no lag what the maximum held back, what lasts, and what was over at once', () => {
    const atMax = samples({ current: [8, 9, 10, 10, 10, 10], load: [70, 110, 120, 120, 120, 120] });
    const { shortages, lagSeconds } = summarise(atMax, { capacityShort: [run(1, 2), run(2, 5, true)] });
    expect(shortages.map((one) => [one.atMax, one.caughtUp])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(lagSeconds).toBeUndefined();
  });

  it('knows the share of the time for each state, and how much of the capacity was used', () => {
    const { shares, usedRatio } = summarise(
      samples({
        current: [0, 0, 1, 1, 10, 10, 10, 10],
        min: repeat(0, 8),
        load: [0, 0, 5, 5, 120, 120, 10, 10],
      }),
      { capacityShort: [run(4, 6)] }
    );
    expect(shares).toEqual({ short: 2 / 8, atMax: 4 / 8, idle: 2 / 8, atZero: 2 / 8 });
    expect(usedRatio).toBeCloseTo(270 / 420);
  });

  it('takes desired against ready replicas where no capacity is known', () => {
    const given = samples({ current: repeat(3, 6), ready: [1, 1, 1, 1, 3, 3], desired: repeat(3, 6), capacity: [] });
    const { basis, shortages } = summarise(given, { capacityShort: [run(0, 4)] });
    expect(basis).toBe('replicas');
    expect(shortages).toMatchObject([{ worstMissing: 2, caughtUp: true }]);
  });

  it('is silent about nothing', () => {
    const nothing = { times: [], current: [], desired: [], min: [], max: [], ready: [], load: [], capacity: [] };
    expect(summarise(nothing)).toMatchObject({ verdict: 'unknown', shortages: [], usedRatio: undefined });
  });
});
