/** @jest-environment node */
import { replay } from './replay';
import { hpa, inputOf, loadOf, PLANT, wanderingLoad } from './replay.testing';
import type { AutoscalerPolicy, ReplayInput, ReplayResult } from './types';

const SAMPLES = 480;
const SEEDS = [1, 2, 3, 4];
const plant = { ...PLANT, coldStartSeconds: [15, 22, 40, 95], usdPerReplicaHour: 0.5, queueLimitRequests: 5000 };

const autoscalers: Array<[string, AutoscalerPolicy]> = [
  [
    'hpa',
    hpa({
      behavior: {
        scaleDown: { stabilizationWindowSeconds: 120, policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
      },
    }),
  ],
  ['hpa without behavior', hpa({ behavior: undefined })],
  [
    'keda',
    {
      kind: 'keda',
      policy: {
        minReplicaCount: 0,
        maxReplicaCount: 8,
        triggers: [
          { type: 'external', name: 's0', metricType: 'AverageValue', threshold: 10, activationThreshold: 12 },
        ],
        pollingIntervalSeconds: 20,
        cooldownPeriodSeconds: 90,
        fallback: { failureThreshold: 2, replicas: 3 },
      },
    },
  ],
];

const cases = autoscalers.flatMap(([name, autoscaler]) =>
  SEEDS.map((seed): [string, number, ReplayInput] => [
    name,
    seed,
    inputOf(wanderingLoad(seed, SAMPLES), { autoscaler, plant, startReplicas: 2 }),
  ])
);

function columns({ series, changes }: ReplayResult) {
  return {
    times: [...(series?.timesSeconds ?? [])],
    desired: [...(series?.desired ?? [])],
    ready: [...(series?.ready ?? [])],
    waiting: [...(series?.waiting ?? [])],
    changes: changes ?? [],
  };
}

describe.each(cases)('%s, load %d', (_name, seed, input) => {
  const whole = replay(input);

  it('gives the same twice', () => {
    expect(replay(input)).toEqual(whole);
  });

  it('gives the same in two pieces, with the state carried over as JSON, at any sample', () => {
    for (const sample of [1, 7, 333]) {
      const first = replay({ ...input, untilSeconds: sample * 15 });
      const state: typeof first.state = JSON.parse(JSON.stringify(first.state));
      const second = replay(input, state);
      const [a, b] = [columns(first), columns(second)];
      expect({
        times: [...a.times, ...b.times],
        desired: [...a.desired, ...b.desired],
        ready: [...a.ready, ...b.ready],
        waiting: [...a.waiting, ...b.waiting],
        changes: [...a.changes, ...b.changes],
      }).toEqual(columns(whole));
      expect(second.summary).toEqual(whole.summary);
      expect(second.state).toEqual(JSON.parse(JSON.stringify(whole.state)));
    }
  });

  it('gives the same at another time', () => {
    const later = replay({ ...input, load: loadOf(wanderingLoad(seed, SAMPLES), 1_790_000_000) });
    expect(columns(later).desired).toEqual(columns(whole).desired);
    expect(later.summary.replicaHours).toBeCloseTo(whole.summary.replicaHours, 6);
    expect(later.summary).toMatchObject({ changes: whole.summary.changes, reversals: whole.summary.reversals });
  });

  it('says the same when only the summary is kept', () => {
    const { summary, series, changes } = replay({ ...input, keep: 'summary' });
    expect([summary, series, changes]).toEqual([whole.summary, undefined, undefined]);
  });

  it('never leaves the bounds, and loses no request', () => {
    const { desired } = columns(whole);
    expect(Math.min(...desired)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...desired)).toBeLessThanOrEqual(10);
    const { summary, state } = whole;
    const served = summary.requests - summary.refusedRequests - state.plant.waitingRequests;
    const capacity = summary.replicaHours * 3600 * plant.requestsPerSecondPerReplica;
    expect(served).toBeLessThanOrEqual(capacity + 1e-6);
    expect(summary.shortRequests).toBeGreaterThanOrEqual(summary.coldStartRequests);
    expect(summary.shortRequests).toBeGreaterThanOrEqual(summary.refusedRequests);
  });
});

it('a wider scale-down window never adds reversals, nor time short of capacity', () => {
  // With starts of different lengths a window that saves one start hands its length on to the next.
  const evenPlant = { ...plant, coldStartSeconds: [30] };
  for (const seed of SEEDS) {
    const results = [0, 60, 120, 300, 600, 1200].map((stabilizationWindowSeconds) => {
      const behavior = {
        scaleUp: { tolerance: 0, policies: [{ type: 'Pods', value: 1000, periodSeconds: 15 }] },
        scaleDown: { tolerance: 0, stabilizationWindowSeconds },
      } as const;
      const load = loadOf(wanderingLoad(seed, SAMPLES).map((value) => value ?? 0));
      return replay(inputOf([], { load, autoscaler: hpa({ behavior }), plant: evenPlant })).summary;
    });
    const falling = (numbers: number[]) => [...numbers].sort((a, b) => b - a);
    const reversals = results.map((summary) => summary.reversals);
    const short = results.map(({ shortSeconds }) => shortSeconds);
    expect({ seed, reversals, short }).toEqual({ seed, reversals: falling(reversals), short: falling(short) });
  }
});
