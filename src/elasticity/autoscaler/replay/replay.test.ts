/** @jest-environment node */
import type { PodMetricSpec } from '../hpa';
import type { KedaPolicy } from '../keda';
import { metricsOf } from './autoscaler';
import { replay } from './replay';
import { hpa, inputOf, loadOf, PLANT } from './replay.testing';
import type { ReplayInput } from './types';

const times = <T>(count: number, value: T): T[] => new Array<T>(count).fill(value);

function desired(input: ReplayInput): number[] {
  return [...(replay(input).series?.desired ?? [])];
}

const keda: KedaPolicy = {
  minReplicaCount: 0,
  maxReplicaCount: 10,
  triggers: [{ type: 'external', name: 's0', metricType: 'AverageValue', threshold: 10, activationThreshold: 1 }],
  pollingIntervalSeconds: 30,
  cooldownPeriodSeconds: 60,
};

describe('the replicas of a replay', () => {
  it.each<[string, ReplayInput, number[]]>([
    ['follow the load', inputOf([5, 25, 35, 35]), [1, 3, 4, 4]],
    ['stay while the load is unknown', inputOf([25, null, null, 5]), [3, 3, 3, 1]],
    [
      'stay in a gap',
      inputOf([], { load: { timesSeconds: [0, 15, 30, 90, 105], values: [25, 25, 25, 5, 5] } }),
      [3, 3, 3, 3, 3, 3, 1, 1],
    ],
    ['look at a minute of samples four times', inputOf([], { load: loadOf([5, 25], 0, 60) }), [1, 1, 1, 1, 3, 3, 3, 3]],
    ['stop where they are told', inputOf([5, 25, 35, 35], { untilSeconds: 30 }), [1, 3]],
    [
      'take the sync period of the flags',
      inputOf([5, 25, 35, 35], { autoscaler: hpa({ flags: { syncPeriodSeconds: 30 } }) }),
      [1, 4],
    ],
  ])('%s', (_name, input, replicas) => {
    expect(desired(input)).toEqual(replicas);
  });

  it('with KEDA: wake at a poll, grow at a sync, rest after the cooldown', () => {
    const input = inputOf([0, 0, 25, 25, 25, 0, 0, 0, 0, 0, 0, 0], {
      autoscaler: { kind: 'keda', policy: { ...keda, behavior: { scaleDown: { stabilizationWindowSeconds: 0 } } } },
      startReplicas: 0,
    });
    expect(desired(input)).toEqual([0, 0, 1, 3, 3, 1, 1, 1, 1, 1, 0, 0]);
  });

  it('with KEDA: polls between the syncs are not missed', () => {
    const policy = { ...keda, pollingIntervalSeconds: 5 };
    const { changes } = replay(
      inputOf([], {
        load: loadOf([0, 0, 0, 0, 25, 25, 25, 25], 0, 5),
        autoscaler: { kind: 'keda', policy },
        startReplicas: 0,
      })
    );
    expect(changes?.map(({ atSeconds, by, reason, toReplicas }) => [atSeconds, by, reason, toReplicas])).toEqual([
      [20, 'keda', 'Activated', 1],
      [30, 'hpa', 'DesiredWithinRange', 3],
    ]);
  });

  it('each change has its reason', () => {
    const { changes } = replay(inputOf([5, 95, 95, 5], { autoscaler: hpa({ maxReplicas: 8 }) }));
    expect(changes).toEqual([
      {
        atSeconds: 15,
        fromReplicas: 1,
        toReplicas: 5,
        by: 'hpa',
        reason: 'ScaleUpLimit',
        recommendedReplicas: 10,
        decidingMetric: 0,
      },
      {
        atSeconds: 30,
        fromReplicas: 5,
        toReplicas: 8,
        by: 'hpa',
        reason: 'TooManyReplicas',
        recommendedReplicas: 10,
        decidingMetric: 0,
      },
      {
        atSeconds: 45,
        fromReplicas: 8,
        toReplicas: 1,
        by: 'hpa',
        reason: 'DesiredWithinRange',
        recommendedReplicas: 1,
        decidingMetric: 0,
      },
    ]);
  });
});

describe('metrics', () => {
  const cpu: PodMetricSpec = { type: 'Resource', name: 'cpu', target: { type: 'Utilization', value: 50 } };
  const memory: PodMetricSpec = { type: 'Resource', name: 'memory', target: { type: 'AverageValue', value: 2 } };

  it('utilization follows the load over the ready replicas, and cannot exceed their capacity', () => {
    const autoscaler = hpa({ metrics: [cpu] });
    // 8 of 10 requests/s are 80 %, so 2 are wanted. The second is idle while it starts, then each is at 40 %.
    expect(desired(inputOf(times(6, 8), { autoscaler }))).toEqual([2, 2, 2, 2, 2, 2]);
    // 80 requests/s at one replica show as 100 %, which asks for twice as many, and for no more while one starts.
    expect(desired(inputOf(times(4, 80), { autoscaler }))).toEqual([2, 2, 4, 4]);
  });

  it('a replica may show less than 100 % at its capacity', () => {
    const plant = { ...PLANT, utilizationAtCapacityPercent: 60 };
    expect(desired(inputOf(times(3, 8), { autoscaler: hpa({ metrics: [cpu] }), plant }))).toEqual([1, 1, 1]);
  });

  it('a recorded series is spread over the ready replicas', () => {
    const series = loadOf([2, 2, 2, 2, 9, 9]);
    expect(
      desired(inputOf(times(6, 1), { autoscaler: hpa({ metrics: [memory] }), metrics: [{ from: 'series', series }] }))
    ).toEqual([1, 1, 1, 1, 5, 5]);
  });

  it('a recorded series may fail where the load does not', () => {
    const policy = { metrics: [...metricsOf(hpa()), memory] };
    const metrics = [{ from: 'load' }, { from: 'series', series: loadOf([8, null, null, 2]) }] as const;
    expect(desired(inputOf(times(4, 5), { autoscaler: hpa(policy), metrics }))).toEqual([4, 4, 4, 1]);
  });

  it.each<[string, Partial<ReplayInput>, RegExp]>([
    [
      'a resource in its own unit without a series',
      { autoscaler: hpa({ metrics: [memory] }) },
      /Metric memory: .*give a recorded series/,
    ],
    ['fewer sources than metrics', { metrics: [] }, /the policy has 1, sources were given for 0/],
  ])('%s is refused', (_name, rest, message) => {
    expect(() => replay(inputOf([1, 2], rest))).toThrow(message);
  });
});

describe('what requests see', () => {
  it('those above the capacity wait, those during a start for the start', () => {
    // 20 requests/s from 15 s on: 10/s too many until the second replica is ready at 45 s, then nothing to spare.
    const { summary } = replay(inputOf([10, 20, 20, 20, 20, 0, 0, 0, 0], { autoscaler: hpa({ minReplicas: 1 }) }));
    expect(summary).toMatchObject({
      seconds: 135,
      requests: 150 + 4 * 300,
      shortSeconds: 30,
      shortSecondsAtMax: 0,
      shortRequests: 300,
      coldStartRequests: 300,
      refusedRequests: 0,
      longestQueueRequests: 300,
      lagSeconds: { median: 30, worst: 30 },
    });
    // 30 s of growing to 300, 30 s of 300, then 30 s until one replica has worked it off.
    expect(summary.waitedRequestSeconds).toBeCloseTo((30 * 300) / 2 + 30 * 300 + (30 * 300) / 2);
  });

  it('at the maximum nothing starts, so nobody waits for a start, and it is no lag', () => {
    const { summary } = replay(inputOf([30, 30, 30, 5], { autoscaler: hpa({ maxReplicas: 1 }) }));
    expect(summary).toMatchObject({
      shortSeconds: 45,
      shortSecondsAtMax: 45,
      shortRequests: 900,
      coldStartRequests: 0,
      lagSeconds: undefined,
    });
  });

  it('refuse: what is above the capacity is refused and never waits', () => {
    const plant = { ...PLANT, overload: 'refuse' } as const;
    expect(replay(inputOf([30, 30, 0, 0], { plant, autoscaler: hpa({ maxReplicas: 1 }) })).summary).toMatchObject({
      shortRequests: 600,
      refusedRequests: 600,
      waitedRequestSeconds: 0,
    });
  });

  it('a full queue refuses the rest', () => {
    const plant = { ...PLANT, queueLimitRequests: 100 };
    expect(replay(inputOf([30, 30, 0, 0], { plant, autoscaler: hpa({ maxReplicas: 1 }) })).summary).toMatchObject({
      refusedRequests: 500,
      longestQueueRequests: 100,
      // Full after 5 s, full for 25 s, empty after 10 s.
      waitedRequestSeconds: 250 + 2500 + 500,
    });
  });

  it('at zero replicas everybody waits for the activation and the start', () => {
    const { summary } = replay(
      inputOf([0, 2, 2, 2, 2, 2, 2, 2], { autoscaler: { kind: 'keda', policy: keda }, startReplicas: 0 })
    );
    // Asked from 15 s, seen at the poll at 30 s, ready at 60 s.
    expect(summary).toMatchObject({ shortSeconds: 45, coldStartRequests: 90, lagSeconds: { median: 45, worst: 45 } });
  });

  it('unknown time is counted, and neither short nor served', () => {
    expect(replay(inputOf([5, null, null, 5])).summary).toMatchObject({
      seconds: 60,
      unknownSeconds: 30,
      requests: 150,
    });
  });
});

describe('what replicas cost', () => {
  it('starting, ready and draining ones', () => {
    // One replica for 60 s; two more from 15 s; they go at 45 s and drain for 20 s, of which 15 s are seen.
    const plant = { ...PLANT, usdPerReplicaHour: 2 };
    const { summary } = replay(inputOf([10, 30, 30, 10], { plant }));
    expect(summary.replicaHours).toBeCloseTo((60 + 2 * 45) / 3600, 6);
    expect(summary.costUsd).toBeCloseTo((2 * 150) / 3600, 6);
  });

  it('a ready one that is stopped costs until it has drained', () => {
    const { summary } = replay(inputOf([10, 10, 10, 10], { startReplicas: 2 }));
    expect(summary.replicaHours).toBeCloseTo((60 + 20) / 3600, 6);
  });

  it('starting ones are stopped first, and at once', () => {
    const result = replay(inputOf([10, 50, 10, 10, 10], { plant: { ...PLANT, coldStartSeconds: [100] } }));
    expect([...(result.series?.ready ?? [])]).toEqual([1, 1, 1, 1, 1]);
    expect(result.summary.replicaHours).toBeCloseTo((75 + 4 * 15) / 3600, 6);
  });

  it('without a price there is no cost', () => {
    expect(replay(inputOf([1, 1])).summary.costUsd).toBeUndefined();
  });
});

describe('reversals', () => {
  it('count turns within an hour, not steps of a climb', () => {
    expect(replay(inputOf([10, 20, 30, 40, 20, 40, 20])).summary).toMatchObject({
      changes: 6,
      reversals: 3,
      worstReversalsPerHour: 3,
    });
  });

  it('a tide of hours has none', () => {
    const tide = [...times(300, 10), ...times(300, 50), ...times(300, 10)];
    expect(replay(inputOf(tide)).summary).toMatchObject({ changes: 2, reversals: 0 });
  });

  it('the worst hour counts, not the sum', () => {
    const burst = [30, 10, 30, 10, 30];
    const { summary } = replay(inputOf([...burst, ...times(300, 30), ...burst]));
    expect(summary).toMatchObject({ reversals: 4 + 3, worstReversalsPerHour: 4 });
  });
});
