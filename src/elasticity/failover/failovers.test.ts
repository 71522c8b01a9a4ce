import type { Series } from '../series';
import { readTargets } from '../targets';
import { readFailovers } from './failovers';
import { recoveryStatistics } from './statistics';
import type { Lane } from './types';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 0, 5, 12, 0, 0);
const HOUR = { fromMs: T0, toMs: T0 + 60 * MINUTE };
const identity = { cluster: 'c', namespace: 'n', workload: 'w' };
const targets = readTargets([], 'recovery_seconds');

/** A failover to an instance that was complete at a minute, reported for ten minutes after it. */
function reported(to: string, minute: number, phases: Record<string, number>, extra: Record<string, string> = {}) {
  const labels = { ...identity, instance: to, ...extra };
  const times = Array.from({ length: 10 }, (_, i) => T0 + (minute + i) * MINUTE);
  const constant = (value: number) => times.map(() => value);
  return {
    phases: Object.entries(phases).map(
      ([phase, seconds]): Series => ({ labels: { ...labels, phase }, times, values: constant(seconds) })
    ),
    at: [{ labels, times, values: constant(T0 / 1000 + minute * 60) }] satisfies Series[],
  };
}

function lane(instance: string, ...led: Array<[number, number]>): Lane {
  return {
    workload: identity,
    instance,
    runs: led.map(([from, to]) => ({ state: 'leader', fromMs: T0 + from * MINUTE, toMs: T0 + to * MINUTE })),
  };
}

const PHASES = { detect: 5, elect: 1, take_over: 2.5, total: 8.5 };

describe('readFailovers', () => {
  it('reads one failover once, from whom to whom, with its phases and its verdict', () => {
    const { phases, at } = reported('b', 20, PHASES);
    const lanes = [lane('a', [0, 19]), lane('b', [20, 60])];
    expect(readFailovers(phases, at, lanes, targets, HOUR)).toEqual([
      {
        workload: identity,
        from: 'a',
        to: 'b',
        lostAtMs: T0 + 20 * MINUTE - 8500,
        recoveredAtMs: T0 + 20 * MINUTE,
        detectSeconds: 5,
        electSeconds: 1,
        takeOverSeconds: 2.5,
        totalSeconds: 8.5,
        cause: undefined,
        targetSeconds: 10,
        overTarget: false,
      },
    ]);
  });

  it('reads two failovers in the window, each from the leader before it', () => {
    const first = reported('b', 10, PHASES);
    const second = reported('a', 40, { ...PHASES, total: 12 });
    const lanes = [lane('a', [0, 9], [40, 60]), lane('b', [10, 39])];
    const failovers = readFailovers(
      [...second.phases, ...first.phases],
      [...second.at, ...first.at],
      lanes,
      targets,
      HOUR
    );
    expect(failovers.map(({ from, to, overTarget }) => [from, to, overTarget])).toEqual([
      ['a', 'b', false],
      ['b', 'a', true],
    ]);
  });

  it('takes the durations of the last sample, which correct preliminary ones', () => {
    const { phases, at } = reported('b', 20, { total: 8 });
    const corrected = phases.map((one) => ({ ...one, values: Array.from(one.values, (_, i) => (i < 2 ? 4 : 8)) }));
    const failovers = readFailovers(corrected, at, [], targets, HOUR);
    expect(failovers.map(({ totalSeconds }) => totalSeconds)).toEqual([8]);
  });

  it('does not know from whom when no lane shows a leader before', () => {
    const { phases, at } = reported('b', 20, PHASES);
    expect(readFailovers(phases, at, [lane('b', [20, 60])], targets, HOUR)[0].from).toBeUndefined();
    expect(readFailovers(phases, at, [lane('a', [30, 60])], targets, HOUR)[0].from).toBeUndefined();
  });

  it('does not take a leader of another workload for the one before', () => {
    const { phases, at } = reported('b', 20, PHASES);
    const other = { ...lane('a', [0, 19]), workload: { ...identity, workload: 'other' } };
    expect(readFailovers(phases, at, [other], targets, HOUR)[0].from).toBeUndefined();
  });

  it('leaves out a failover from before the range', () => {
    const { phases, at } = reported('b', -5, PHASES);
    expect(readFailovers(phases, at, [], targets, HOUR)).toEqual([]);
  });

  it('keeps the cause when the series say it', () => {
    const { phases, at } = reported('b', 20, PHASES, { cause: 'drill' });
    expect(readFailovers(phases, at, [], targets, HOUR)[0].cause).toBe('drill');
  });

  it('adds the phases up when no total is reported', () => {
    const { phases, at } = reported('b', 20, { detect: 5, elect: 1, take_over: 2 });
    expect(readFailovers(phases, at, [], targets, HOUR)[0].totalSeconds).toBe(8);
  });

  it('calls a failover that takes exactly the target within it', () => {
    const { phases, at } = reported('b', 20, { total: 10 });
    expect(readFailovers(phases, at, [], targets, HOUR)[0].overTarget).toBe(false);
  });
});

describe('recoveryStatistics', () => {
  it('sums up failovers, time without a leader and overlaps', () => {
    const first = reported('b', 10, { total: 8 });
    const second = reported('a', 40, { total: 12 });
    const failovers = readFailovers(
      [...first.phases, ...second.phases],
      [...first.at, ...second.at],
      [],
      targets,
      HOUR
    );
    const span = { workload: identity, fromMs: T0, toMs: T0 + MINUTE };
    expect(recoveryStatistics(failovers, [span], [{ ...span, instances: ['a', 'b'] }])).toEqual({
      failovers: 2,
      p50Seconds: 8,
      maxSeconds: 12,
      compared: 2,
      overTarget: 1,
      leaderlessSeconds: 80,
      overlaps: 1,
      overlapSeconds: 60,
    });
  });

  it('has no percentiles without failovers', () => {
    expect(recoveryStatistics([], [], [])).toMatchObject({
      failovers: 0,
      p50Seconds: undefined,
      maxSeconds: undefined,
    });
  });
});
