/** @jest-environment node */
import { changeManifest, readManifest } from '../manifest';
import { HPA } from '../manifest/manifest.testing';
import { replay, type AutoscalerPolicy } from '../replay';
import { hpa, inputOf, loadOf, PLANT, wanderingLoad } from '../replay/replay.testing';
import { advise, type AdviseInput } from './advise';
import { applyChange } from './apply';
import { describeChange } from './describe';
import { compareOutcomes, explainAdvice } from './explain';
import { knobsOf } from './knobs';
import { excessOf, outcomeOf } from './outcome';
import { targetsNear } from './targets';

const HOUR_OF_SYNCS = 240;

/** Swings between two loads every few minutes for three hours: what flaps when nothing holds the replicas. */
const swinging = loadOf(Array.from({ length: 3 * HOUR_OF_SYNCS }, (_, i) => (i % 16 < 8 ? 15 : 45)));
const steady = loadOf(Array.from({ length: 3 * HOUR_OF_SYNCS }, () => 36));

/** A replica carries 10 requests/s, and 8 of them are its target. */
const jumpy = hpa({
  metrics: [{ type: 'External', name: 'load', target: { type: 'AverageValue', value: 8 } }],
  behavior: { scaleDown: { stabilizationWindowSeconds: 0 } },
});

const keda: AutoscalerPolicy = {
  kind: 'keda',
  policy: {
    minReplicaCount: 0,
    maxReplicaCount: 10,
    triggers: [{ type: 'external', name: 's0', metricType: 'AverageValue', threshold: 8, activationThreshold: 0 }],
    pollingIntervalSeconds: 30,
    cooldownPeriodSeconds: 60,
  },
};

function input(rest: Partial<AdviseInput> = {}): AdviseInput {
  return { ...inputOf([]), load: swinging, autoscaler: jumpy, startReplicas: 5, candidates: 150, ...rest };
}

describe('flapping settings', () => {
  const advice = advise(input());

  it('are changed to some that meet the goals', () => {
    expect(advice.present.outcome.reversalsPerHour).toBeGreaterThan(3);
    expect(advice.present.excess).toBeGreaterThan(0);
    expect(advice.chosen.excess).toBe(0);
    expect(advice.chosen.outcome.reversalsPerDay).toBeLessThanOrEqual(advice.goals.reversalsPerDay);
    expect(explainAdvice(advice).join(' ')).toMatch(
      /^The present settings miss the goals: .* reversals a day .* These meet them at the lowest cost/
    );
  });

  it('nothing that meets the goals is more than a hundredth cheaper', () => {
    const good = advice.front.filter(({ excess }) => excess === 0);
    const cheapest = Math.min(...good.map(({ outcome }) => outcome.replicaHours));
    expect(advice.chosen.outcome.replicaHours).toBeLessThanOrEqual(cheapest * 1.01);
  });

  it('what is promised is what a replay of the chosen settings gives', () => {
    const { summary } = replay({ ...input(), autoscaler: advice.chosen.autoscaler });
    expect(summary).toEqual(advice.chosen.summary);
  });

  it('no change of the chosen ones is idle', () => {
    for (const change of advice.chosen.changes) {
      const others = advice.chosen.changes.filter((other) => other !== change);
      const outcome = outcomeOf(replay({ ...input(), autoscaler: others.reduce(applyChange, jumpy) }).summary);
      const isAsGood =
        excessOf(outcome, advice.goals) === 0 && outcome.replicaHours <= advice.chosen.outcome.replicaHours;
      expect([change, isAsGood]).toEqual([change, false]);
    }
  });

  it('the front is sorted by cost, holds the chosen ones, and nobody in it beats another in everything', () => {
    const costs = advice.front.map(({ outcome }) => outcome.replicaHours);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(advice.front).toContain(advice.chosen);
    const beaten = advice.front.filter(({ outcome: a }) =>
      advice.front.some(
        ({ outcome: b }) =>
          b.replicaHours < a.replicaHours * 0.98 &&
          b.shortShare < a.shortShare * 0.7 &&
          b.meanWaitSeconds < a.meanWaitSeconds * 0.7 &&
          b.reversalsPerDay < a.reversalsPerDay * 0.7
      )
    );
    expect(beaten).toEqual([]);
  });

  it('gives the same twice, and says how far it is', () => {
    const shares: number[] = [];
    expect(advise(input(), (share) => shares.push(share))).toEqual(advice);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('tries about as many as it may', () => {
    expect(advice.tried).toBeGreaterThanOrEqual(150);
    expect(advice.tried).toBeLessThan(170);
  });
});

describe('settings that stay', () => {
  it('good ones, when nothing is clearly cheaper', () => {
    const load = loadOf(Array.from({ length: HOUR_OF_SYNCS }, () => 38));
    const advice = advise(
      input({
        load,
        autoscaler: hpa({ metrics: [{ type: 'External', name: 'load', target: { type: 'AverageValue', value: 10 } }] }),
        startReplicas: 4,
      })
    );
    expect(advice.chosen).toBe(advice.present);
    expect(explainAdvice(advice).join(' ')).toMatch(
      /^The present settings meet the goals, and none of the \d+ .* Nothing changes\. The load covers less than a day/
    );
  });

  it('those that do what the maximum allows', () => {
    const load = loadOf(Array.from({ length: HOUR_OF_SYNCS }, () => 200));
    const advice = advise(input({ load, startReplicas: 10 }));
    expect(advice.chosen).toBe(advice.present);
    expect(explainAdvice(advice).join(' ')).toMatch(
      /^Even the maximum of 10 all the time would leave .* only a higher maximum .* Nothing changes\./
    );
  });
});

it('good but dear settings become cheaper, and still meet the goals', () => {
  const dear = hpa({ metrics: [{ type: 'External', name: 'load', target: { type: 'AverageValue', value: 4 } }] });
  const { present, chosen } = advise(input({ load: steady, autoscaler: dear, startReplicas: 9 }));
  expect([present.excess, chosen.excess]).toEqual([0, 0]);
  expect(chosen.outcome.replicaHours).toBeLessThan(present.outcome.replicaHours * 0.97);
});

it('KEDA: a workload that falls asleep between its requests is kept awake for longer, or always', () => {
  const load = loadOf(Array.from({ length: 4 * HOUR_OF_SYNCS }, (_, i) => (i % 20 < 2 ? 2 : 0)));
  const advice = advise(input({ load, autoscaler: keda, startReplicas: 0 }));
  expect(advice.present.outcome.meanWaitSeconds).toBeGreaterThan(advice.goals.meanWaitSeconds);
  expect(advice.chosen.excess).toBeLessThan(advice.present.excess);
  expect(
    advice.chosen.changes.map(({ kind }) => kind).some((kind) => kind === 'cooldown' || kind === 'minReplicas')
  ).toBe(true);
});

it('the target of memory stays, because too much of it ends a pod', () => {
  const metrics = ['memory', 'cpu'].map(
    (name) => ({ type: 'Resource', name, target: { type: 'Utilization', value: 70 } }) as const
  );
  const tried = knobsOf(hpa({ metrics })).flat();
  expect(new Set(tried.flatMap((change) => (change.kind === 'target' ? [change.metric] : [])))).toEqual(new Set([1]));
});

it('goals of the user count: who accepts flapping and waiting pays less', () => {
  const anything = { shortShare: 1, meanWaitSeconds: Infinity, reversalsPerDay: Infinity, reversalsPerHour: Infinity };
  const [usual, cheap] = [advise(input()), advise(input({ goals: anything }))];
  expect(cheap.chosen.outcome.replicaHours).toBeLessThan(usual.chosen.outcome.replicaHours);
});

it('a metric from a recorded series is replayed with each candidate', () => {
  const cpu = hpa({
    metrics: [{ type: 'Resource', name: 'cpu', target: { type: 'Utilization', value: 80 } }],
    behavior: { scaleDown: { stabilizationWindowSeconds: 0 } },
  });
  const series = loadOf(Array.from({ length: 3 * HOUR_OF_SYNCS }, (_, i) => (i % 16 < 8 ? 1.5 : 4.5)));
  const { chosen } = advise(input({ autoscaler: cpu, metrics: [{ from: 'series', series }] }));
  expect(chosen.excess).toBe(0);
});

describe('what is never touched', () => {
  const behavior = { scaleDown: { stabilizationWindowSeconds: 0 }, scaleUp: { selectPolicy: 'Disabled' } } as const;

  it.each<[string, AutoscalerPolicy]>([
    ['the maximum, and a minimum is never lowered', hpa({ minReplicas: 4, behavior })],
    ['of KEDA neither', { ...keda, policy: { ...keda.policy, minReplicaCount: 2, behavior } } as AutoscalerPolicy],
  ])('%s', (_name, autoscaler) => {
    const { front } = advise(input({ autoscaler, load: loadOf(wanderingLoad(1, HOUR_OF_SYNCS)), candidates: 60 }));
    for (const { autoscaler: tried, changes } of front) {
      const bounds = ({ kind, policy }: AutoscalerPolicy) =>
        kind === 'hpa' ? [policy.minReplicas, policy.maxReplicas] : [policy.minReplicaCount, policy.maxReplicaCount];
      expect(bounds(tried)[0]).toBeGreaterThanOrEqual(bounds(autoscaler)[0]);
      expect(bounds(tried)[1]).toBe(bounds(autoscaler)[1]);
      expect(changes.filter((change) => 'direction' in change && change.direction === 'scaleUp')).toEqual([]);
    }
  });
});

it.each<[string, Partial<AdviseInput>, RegExp]>([
  [
    'a paused ScaledObject',
    { autoscaler: { kind: 'keda', policy: { ...keda.policy, paused: true } } },
    /paused; remove the annotation/,
  ],
  ['a load of one sample', { load: loadOf([1]) }, /Load: has one sample/],
  ['no capacity', { plant: { ...PLANT, requestsPerSecondPerReplica: 0 } }, /Capacity of a replica: 0/],
])('%s is refused', (_name, rest, message) => {
  expect(() => advise(input(rest))).toThrow(message);
});

it.each<[string, Parameters<typeof targetsNear>[0], number[]]>([
  ['percent in steps of 5', { type: 'Utilization', value: 70 }, [40, 45, 50, 55, 60, 65, 75, 80, 85, 90]],
  ['a crooked percent', { type: 'Utilization', value: 13 }, [10, 15]],
  ['amounts as one would write them', { type: 'AverageValue', value: 2.5 }, [1.5, 1.6, 1.8, 2, 2.2, 2.4, 2.7, 3, 3.3]],
  ['across a power of ten', { type: 'Value', value: 1000 }, [560, 620, 680, 750, 820, 910, 1100, 1200, 1300]],
  ['small ones', { type: 'AverageValue', value: 0.05 }, [0.03, 0.033, 0.036, 0.039, 0.043, 0.047, 0.051, 0.056, 0.062]],
])('targets near the present one: %s', (_name, target, expected) => {
  expect(targetsNear(target)).toEqual(expected);
});

it('explains each change and each effect in words', () => {
  const { autoscaler } = readManifest(HPA);
  const changes = [
    { kind: 'window', direction: 'scaleDown', seconds: 900 },
    { kind: 'window', direction: 'scaleUp', seconds: 60 },
    { kind: 'rate', direction: 'scaleDown', policy: { type: 'Pods', value: 1, periodSeconds: 60 } },
    { kind: 'rate', direction: 'scaleUp', policy: { type: 'Pods', value: 4, periodSeconds: 60 } },
    { kind: 'target', metric: 0, value: 3 },
    { kind: 'minReplicas', replicas: 3 },
  ] as const;
  expect(changes.map((change) => describeChange(change, autoscaler))).toEqual([
    'scale-down window: 600 s → 900 s',
    'scale-up window: 0 s → 60 s',
    'scale-down rate: 10 % per 60 s → 1 pod per 60 s',
    'scale-up rate: 4 pods per 15 s or 100 % per 15 s → 4 pods per 60 s',
    'target of requests-per-second: 2.5 → 3',
    'minimum: 2 → 3 replicas',
  ]);
  expect(describeChange({ kind: 'cooldown', seconds: 600 }, keda)).toBe('cooldown: 60 s → 600 s');
  const advice = advise(input({ plant: { ...PLANT, usdPerReplicaHour: 2 } }));
  expect(compareOutcomes(advice.chosen, advice.present)).toEqual([
    expect.stringMatching(/^replica-hours: [\d.]+ → [\d.]+ \([+−][\d.]+ %, [+−][\d.]+ USD\)$/),
    expect.stringMatching(/^reversals a day: [\d.]+ → [\d.]+, in the worst hour: \d+ → \d+$/),
    expect.stringMatching(/^requests short of capacity: [\d.]+ % → [\d.]+ %$/),
    expect.stringMatching(/^mean wait: [\d.]+ s → [\d.]+ s$/),
  ]);
});

it('the manifest with the advice is the policy that was chosen', () => {
  const flapping = HPA.replace('stabilizationWindowSeconds: 600', 'stabilizationWindowSeconds: 0');
  const { chosen } = advise(input({ autoscaler: readManifest(flapping).autoscaler }));
  expect(chosen.changes).not.toEqual([]);
  expect(readManifest(changeManifest(flapping, chosen.changes)).autoscaler).toEqual(chosen.autoscaler);
});
