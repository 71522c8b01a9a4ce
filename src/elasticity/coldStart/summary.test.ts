import { OBJECTIVES } from '../../vocabulary';
import type { Series } from '../series';
import { readTargets } from '../targets';
import type { ColdStart } from './starts';
import { summariseStarts } from './summary';

function start(bootSeconds: number | undefined, loadSeconds: number | undefined, workload = 'w'): ColdStart {
  return {
    workload: { cluster: 'c', namespace: 'n', workload },
    instance: 'a',
    readyAtMs: 0,
    bootSeconds,
    loadSeconds,
    totalSeconds: (bootSeconds ?? 0) + (loadSeconds ?? 0),
  };
}

function target(workload: string, value: number, objective = 'cold_start_seconds'): Series {
  return { labels: { cluster: 'c', namespace: 'n', workload, objective }, times: [0], values: [value] };
}

const noTargets = readTargets([], 'cold_start_seconds');

describe('summariseStarts', () => {
  it('takes percentiles over starts by nearest rank', () => {
    const starts = Array.from({ length: 20 }, (_, i) => start(0, i + 1));
    expect(summariseStarts(starts, noTargets)).toMatchObject({
      starts: 20,
      p50Seconds: 10,
      p95Seconds: 19,
      maxSeconds: 20,
    });
  });

  it('gives one start as every percentile', () => {
    expect(summariseStarts([start(1, 6)], noTargets)).toMatchObject({ p50Seconds: 7, p95Seconds: 7, maxSeconds: 7 });
  });

  it('has no percentiles without starts', () => {
    expect(summariseStarts([], noTargets)).toEqual({
      starts: 0,
      p50Seconds: undefined,
      p95Seconds: undefined,
      maxSeconds: undefined,
      compared: 0,
      overTarget: 0,
      slowestPhase: undefined,
    });
  });

  it('compares each start with the target of its own workload', () => {
    const targets = readTargets([target('fast', 5), target('slow', 60)], 'cold_start_seconds');
    const starts = [start(0, 10, 'fast'), start(0, 10, 'slow'), start(0, 5, 'fast')];
    expect(summariseStarts(starts, targets)).toMatchObject({ compared: 3, overTarget: 1 });
  });

  it('names the phase in which most of the time went', () => {
    expect(summariseStarts([start(1, 9), start(5, 5)], noTargets).slowestPhase).toEqual({ phase: 'load', share: 0.7 });
    expect(summariseStarts([start(8, 2)], noTargets).slowestPhase).toEqual({ phase: 'boot', share: 0.8 });
  });

  it('does not count starts with unknown phases towards the slowest phase', () => {
    expect(summariseStarts([start(undefined, 100), start(3, 1)], noTargets).slowestPhase?.phase).toBe('boot');
  });
});

describe('readTargets', () => {
  const w = { cluster: 'c', namespace: 'n', workload: 'w' };

  it('falls back to the documented default', () => {
    expect(noTargets(w)).toBe(OBJECTIVES.cold_start_seconds.fallback);
    expect(readTargets([], 'latency_p95_seconds')(w)).toBeUndefined();
  });

  it('takes the last value that is a number', () => {
    const series: Series = { ...target('w', 0), times: [0, 1, 2], values: [30, 40, NaN] };
    expect(readTargets([series], 'cold_start_seconds')(w)).toBe(40);
  });

  it('leaves out other objectives', () => {
    expect(readTargets([target('w', 10, 'recovery_seconds')], 'cold_start_seconds')(w)).toBe(300);
  });
});
