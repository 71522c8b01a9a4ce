import type { Series } from '../samples';
import { readStarts } from './starts';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 0, 5, 12, 0, 0);
const HOUR = { fromMs: T0, toMs: T0 + 60 * MINUTE };

/** Samples by minute after T0. */
function series(labels: Record<string, string>, byMinute: ReadonlyArray<readonly [number, number | null]>): Series {
  return {
    labels: { cluster: 'c', namespace: 'n', workload: 'w', ...labels },
    times: byMinute.map(([minute]) => T0 + minute * MINUTE),
    values: byMinute.map(([, value]) => value),
  };
}

/** A start that became ready at a minute, as the recorded series repeat it in the samples given by minute. */
function startSeries(instance: string, readyMinute: number, sampled: readonly number[], boot: number, load: number) {
  const at = (value: number) => sampled.map((minute) => [minute, value] as const);
  return {
    phases: [
      series({ instance, phase: 'boot' }, at(boot)),
      series({ instance, phase: 'load' }, at(load)),
      series({ instance, phase: 'total' }, at(boot + load)),
    ],
    readyAt: [series({ instance }, at((T0 + readyMinute * MINUTE) / 1000))],
  };
}

describe('readStarts', () => {
  it('counts a start that many samples repeat once', () => {
    const { phases, readyAt } = startSeries('a', 5, [5, 6, 7, 8, 9, 10], 2, 18);
    expect(readStarts(phases, readyAt, HOUR)).toEqual([
      {
        workload: { cluster: 'c', namespace: 'n', workload: 'w' },
        instance: 'a',
        readyAtMs: T0 + 5 * MINUTE,
        phases: [
          { phase: 'boot', seconds: 2 },
          { phase: 'load', seconds: 18 },
        ],
        totalSeconds: 20,
        nodeWaitSeconds: undefined,
      },
    ]);
  });

  it('tells two starts of one instance apart, each with its own durations', () => {
    const first = startSeries('a', 5, [5, 6, 7], 2, 18);
    const second = startSeries('a', 30, [30, 31], 1, 4);
    const starts = readStarts([...first.phases, ...second.phases], [...first.readyAt, ...second.readyAt], HOUR);
    expect(starts.map((start) => [start.readyAtMs, start.totalSeconds])).toEqual([
      [T0 + 5 * MINUTE, 20],
      [T0 + 30 * MINUTE, 5],
    ]);
  });

  it('reads both starts of one series whose value changes', () => {
    const phases = [series({ instance: 'a', phase: 'total' }, [[5, 20], [30, 5]])]; // prettier-ignore
    const readyAt = [series({ instance: 'a' }, [[5, T0 / 1000 + 300], [30, T0 / 1000 + 1800]])]; // prettier-ignore
    expect(readStarts(phases, readyAt, HOUR).map((start) => start.totalSeconds)).toEqual([20, 5]);
  });

  it('keeps instances of the same name in different workloads apart', () => {
    const { phases, readyAt } = startSeries('a', 5, [5], 2, 18);
    const elsewhere = (one: Series): Series => ({ ...one, labels: { ...one.labels, workload: 'other' } });
    const starts = readStarts([...phases, ...phases.map(elsewhere)], [...readyAt, ...readyAt.map(elsewhere)], HOUR);
    expect(starts.map((start) => start.workload.workload).sort()).toEqual(['other', 'w']);
  });

  it('leaves out a start that was ready before the range, though it is still reported inside it', () => {
    const { phases, readyAt } = startSeries('a', -3, [0, 1, 2], 2, 18);
    expect(readStarts(phases, readyAt, HOUR)).toEqual([]);
  });

  it('follows a change of range', () => {
    const { phases, readyAt } = startSeries('a', 5, [5, 6], 2, 18);
    expect(readStarts(phases, readyAt, { fromMs: T0 + 5 * MINUTE, toMs: T0 + 5 * MINUTE })).toHaveLength(1);
    expect(readStarts(phases, readyAt, { fromMs: T0 + 6 * MINUTE, toMs: T0 + 9 * MINUTE })).toHaveLength(0);
  });

  it('adds the phases up when no total is reported', () => {
    const { phases, readyAt } = startSeries('a', 5, [5], 2, 18);
    expect(readStarts(phases.slice(0, 2), readyAt, HOUR)[0].totalSeconds).toBe(20);
  });

  it.each([
    ['a pod, whose total has the wait for a node', 35, ['schedule', 'init', 'boot', 'load'], undefined],
    ['a sidecar, whose total is from inside the pod', 20, ['boot', 'load'], 10],
  ])('tells the phases that add up to the total of %s', (_, totalSeconds, phases, nodeWaitSeconds) => {
    const { phases: inPod, readyAt } = startSeries('a', 5, [5], 2, 18);
    const more = [['init', 5], ['schedule', 10], ['total', totalSeconds]] as const; // prettier-ignore
    const extra = more.map(([phase, seconds]) => series({ instance: 'a', phase }, [[5, seconds]]));
    const [start] = readStarts([...inPod.slice(0, 2), ...extra], readyAt, HOUR);
    expect(start.phases.map(({ phase }) => phase)).toEqual(phases);
    expect(start).toMatchObject({ totalSeconds, nodeWaitSeconds });
  });

  it('takes phases that differ from the total by rounding for those of the total', () => {
    const { phases, readyAt } = startSeries('a', 5, [5], 0.1, 0.2);
    const total = series({ instance: 'a', phase: 'total' }, [[5, 0.3]]);
    expect(readStarts([...phases.slice(0, 2), total], readyAt, HOUR)[0].phases).toHaveLength(2);
  });

  it.each([
    ['only the total is known', ['total']],
    ['the end of boot is not known', ['load', 'total']],
  ])('keeps a start of which %s, without phases', (_, known) => {
    const { phases, readyAt } = startSeries('a', 5, [5], 2, 18);
    const told = phases.filter(({ labels }) => known.includes(labels.phase ?? ''));
    expect(readStarts(told, readyAt, HOUR)[0]).toMatchObject({ phases: [], totalSeconds: 20 });
  });

  it('waits for a sample with a duration when the first has none', () => {
    const phases = [series({ instance: 'a', phase: 'total' }, [[5, NaN], [6, 20]])]; // prettier-ignore
    const readyAt = [series({ instance: 'a' }, [[5, T0 / 1000 + 300], [6, T0 / 1000 + 300]])]; // prettier-ignore
    expect(readStarts(phases, readyAt, HOUR).map((start) => start.totalSeconds)).toEqual([20]);
  });

  it.each([
    ['no duration at all', [], startSeries('a', 5, [5], 2, 18).readyAt],
    ['no ready time', startSeries('a', 5, [5], 2, 18).phases, []],
    [
      'a ready time that is not a number',
      startSeries('a', 5, [5], 2, 18).phases,
      [series({ instance: 'a' }, [[5, NaN]])],
    ],
    ['a missing ready time', startSeries('a', 5, [5], 2, 18).phases, [series({ instance: 'a' }, [[5, null]])]],
    [
      'a negative duration',
      [series({ instance: 'a', phase: 'total' }, [[5, -1]])],
      startSeries('a', 5, [5], 2, 18).readyAt,
    ],
    ['durations of another instance', startSeries('b', 5, [5], 2, 18).phases, startSeries('a', 5, [5], 2, 18).readyAt],
  ])('leaves out a start with %s', (_, phases, readyAt) => {
    expect(readStarts(phases, readyAt, HOUR)).toEqual([]);
  });

  it('orders starts by when they were ready, whatever the order of series and samples', () => {
    const late = startSeries('a', 40, [41, 40], 1, 1);
    const early = startSeries('b', 10, [11, 10], 1, 1);
    const starts = readStarts([...late.phases, ...early.phases], [...late.readyAt, ...early.readyAt], HOUR);
    expect(starts.map((start) => start.instance)).toEqual(['b', 'a']);
  });
});
