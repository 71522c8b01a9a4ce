import { OBJECTIVES } from '../../vocabulary';
import type { Series } from '../samples';
import { readTargets } from '../targets';
import { START_PHASES, type ColdStart, type StartPhase } from './starts';
import { summariseStarts } from './summary';

/** A start of these phases, seconds; without phases, of a total that is not split. */
function start(seconds: Partial<Record<StartPhase, number>>, workload = 'w', totalSeconds = 0): ColdStart {
  const phases = START_PHASES.flatMap((phase) =>
    seconds[phase] === undefined ? [] : { phase, seconds: seconds[phase] }
  );
  return {
    workload: { cluster: 'c', namespace: 'n', workload },
    instance: 'a',
    readyAtMs: 0,
    phases,
    totalSeconds: phases.reduce((sum, phase) => sum + phase.seconds, totalSeconds),
    nodeWaitSeconds: undefined,
  };
}

function target(workload: string, value: number, objective = 'cold_start_seconds'): Series {
  return { labels: { cluster: 'c', namespace: 'n', workload, objective }, times: [0], values: [value] };
}

const noTargets = readTargets([], 'cold_start_seconds');

describe('summariseStarts', () => {
  it('takes percentiles over starts by nearest rank', () => {
    const starts = Array.from({ length: 20 }, (_, i) => start({ load: i + 1 }));
    expect(summariseStarts(starts, noTargets)).toMatchObject({
      starts: 20,
      p50Seconds: 10,
      p95Seconds: 19,
      maxSeconds: 20,
    });
  });

  it('gives one start as every percentile', () => {
    expect(summariseStarts([start({ boot: 1, load: 6 })], noTargets)).toMatchObject({
      p50Seconds: 7,
      p95Seconds: 7,
      maxSeconds: 7,
    });
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
    const starts = [start({ load: 10 }, 'fast'), start({ load: 10 }, 'slow'), start({ load: 5 }, 'fast')];
    expect(summariseStarts(starts, targets)).toMatchObject({ compared: 3, overTarget: 1 });
  });

  it.each([
    ['load', 0.7, [start({ boot: 1, load: 9 }), start({ boot: 5, load: 5 })]],
    ['boot', 0.8, [start({ boot: 8, load: 2 })]],
    ['schedule', 0.75, [start({ schedule: 60, init: 5, boot: 5, load: 10 })]],
    ['init', 0.5, [start({ schedule: 2, init: 10, boot: 4, load: 4 })]],
  ])('names the phase in which most of the time went: %s', (phase, share, starts) => {
    expect(summariseStarts(starts, noTargets).slowestPhase).toEqual({ phase, share });
  });

  it('does not count starts with unknown phases towards the slowest phase', () => {
    const starts = [start({}, 'w', 100), start({ boot: 3, load: 1 })];
    expect(summariseStarts(starts, noTargets).slowestPhase).toEqual({ phase: 'boot', share: 0.75 });
  });

  it('has no slowest phase when no phase is known', () => {
    expect(summariseStarts([start({}, 'w', 100)], noTargets).slowestPhase).toBeUndefined();
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
