import type { Series } from '../samples';
import { readTargets } from '../targets';
import { readFailovers as readAll } from './failovers';
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

type Arguments = Parameters<typeof readAll>;
const readFailovers = (
  phases: Arguments[0],
  at: Arguments[1],
  lanes: Arguments[2],
  targets: Arguments[3],
  range: Arguments[4],
  stepMs = MINUTE
) => readAll(phases, at, lanes, targets, range, stepMs);

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

  describe('failover-from-7d: where lanes are coarser than failovers', () => {
    const HA = ['a', 'b', 'c', 'd'];
    const events = HA.slice(1).map((to, i) => reported(to, 10 + 3 * i, PHASES));
    // At steps of ten minutes the lanes saw d lead at minute 0 and again at 20, and nobody else.
    const lanes = [lane('d', [0, 10], [20, 60])];
    const read = (stepMs: number) =>
      readFailovers(
        events.flatMap(({ phases }) => phases),
        events.flatMap(({ at }) => at),
        lanes,
        targets,
        HOUR,
        stepMs
      ).map(({ from, to }) => [from, to]);

    it('takes the one who took over last before, and does not claim to know of the first', () => {
      expect(read(10 * MINUTE)).toEqual([
        [undefined, 'b'],
        ['b', 'c'],
        ['c', 'd'],
      ]);
    });

    it('believes lanes that are finer', () => {
      expect(read(MINUTE)[0]).toEqual(['d', 'b']);
    });

    it('knows from a failover before the range who led when it began', () => {
      const before = reported('a', -2, PHASES);
      const [first] = readFailovers(
        [...before.phases, ...events[0].phases],
        [...before.at, ...events[0].at],
        [],
        targets,
        HOUR
      );
      expect([first.from, first.to]).toEqual(['a', 'b']);
    });

    it('does not know whom an instance followed that took over twice in a row', () => {
      const [first, again] = [reported('b', 10, PHASES), reported('b', 12, PHASES)];
      const twice = readFailovers([...first.phases, ...again.phases], [...first.at, ...again.at], lanes, targets, HOUR, 10 * MINUTE); // prettier-ignore
      expect(twice.map(({ from }) => from)).toEqual([undefined, undefined]);
    });
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
