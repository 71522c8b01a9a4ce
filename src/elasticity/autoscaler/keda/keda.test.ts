/** @jest-environment node */
import type { MetricReading } from '../hpa';
import { initialKedaState, KedaController, kedaStep } from './controller';
import { hpaOfScaledObject } from './hpaOfScaledObject';
import type { ExternalTrigger, KedaFallback, KedaPolicy, KedaTrigger } from './types';

const trigger = (rest: Partial<ExternalTrigger> = {}): ExternalTrigger => ({
  type: 'external',
  name: 's0-prometheus',
  metricType: 'AverageValue',
  threshold: 5,
  activationThreshold: 1,
  ...rest,
});
const cpu: KedaTrigger = {
  type: 'resource',
  metric: { type: 'Resource', name: 'cpu', target: { type: 'Utilization', value: 50 } },
};
const immediate = { scaleDown: { stabilizationWindowSeconds: 0 } };

function policyWith(rest: Partial<KedaPolicy> = {}): KedaPolicy {
  return {
    minReplicaCount: 0,
    maxReplicaCount: 10,
    triggers: [trigger()],
    pollingIntervalSeconds: 30,
    cooldownPeriodSeconds: 120,
    behavior: immediate,
    ...rest,
  };
}

type Load = MetricReading | undefined | ReadonlyArray<MetricReading | undefined>;

/** Steps of 15 s from 15 s on, so that KEDA polls at 15, 45, 75 … ; replicas follow at once and are all ready. */
function run(rest: Partial<KedaPolicy>, start: number, loads: readonly Load[], readyShare = 1): string[] {
  const controller = new KedaController(policyWith(rest), initialKedaState(start, 0));
  let currentReplicas = start;
  return loads.map((load, index) => {
    const metrics = Array.isArray(load) ? load : [load];
    const nowSeconds = (index + 1) * 15;
    const readyReplicas = Math.floor(currentReplicas * readyShare);
    currentReplicas = controller.step({ nowSeconds, currentReplicas, readyReplicas, metrics });
    return `${currentReplicas}`;
  });
}

const numbers = (text: string) => text.split(' ');
const times = <T>(count: number, value: T): T[] => new Array<T>(count).fill(value);

describe('between zero and one', () => {
  // name, policy, replicas at the start, loads 15 s apart, replicas
  it.each<[string, Partial<KedaPolicy>, number, Load[], string]>([
    ['stays at zero exactly on the activation threshold', {}, 0, [1, 1, 1], '0 0 0'],
    ['wakes one just above it', {}, 0, [1.01], '1'],
    [
      'an activation threshold of 0 wakes above nothing',
      { triggers: [trigger({ activationThreshold: 0 })] },
      0,
      [0, 0, 0.1],
      '0 0 1',
    ],
    ['looks only once each polling interval', {}, 0, [0, 9, 9], '0 0 1'],
    ['looks as often as it is told', { pollingIntervalSeconds: 15 }, 0, [0, 9], '0 1'],
    ['then leaves the rest to the autoscaler, one sync later', {}, 0, [18, 18], '1 4'],
    ['leaves 1 to N to the autoscaler', {}, 1, [18], '4'],
    [
      'stops the last one only after the cooldown',
      { cooldownPeriodSeconds: 60 },
      1,
      [9, 0, 0, 0, 0, 0, 0],
      '2 1 1 1 1 1 0',
    ],
    [
      'not exactly at its end',
      { cooldownPeriodSeconds: 60, pollingIntervalSeconds: 15 },
      1,
      [9, 0, 0, 0, 0, 0],
      '2 1 1 1 1 0',
    ],
    [
      'activity starts the cooldown again',
      { cooldownPeriodSeconds: 30, pollingIntervalSeconds: 15 },
      1,
      [2, 0, 2, 0, 0, 0],
      '1 1 1 1 1 0',
    ],
    [
      'the cooldown stops all of them at once',
      { cooldownPeriodSeconds: 30, pollingIntervalSeconds: 15, behavior: {} },
      4,
      [2, 0, 0, 0],
      '4 4 4 0',
    ],
    ['a cooldown of 0 stops at the first poll without activity', { cooldownPeriodSeconds: 0 }, 1, [9, 0, 0], '2 1 0'],
    ['never active: no cooldown after the creation', {}, 1, [0], '0'],
    ['never active: the initial cooldown', { initialCooldownPeriodSeconds: 60 }, 1, times(5, 0), '1 1 1 1 0'],
    ['never active: not exactly at its end', { initialCooldownPeriodSeconds: 15 }, 1, [0, 0, 0], '1 1 0'],
    [
      'activation beats the value for scaling',
      { triggers: [trigger({ activationThreshold: 50 })], cooldownPeriodSeconds: 0 },
      4,
      [40, 40, 40],
      '0 0 0',
    ],
    ['above the maximum', {}, 1, [500, 500, 500], '5 10 10'],
  ])('%s', (_name, policy, start, loads, replicas) => {
    expect(run(policy, start, loads)).toEqual(numbers(replicas));
  });
});

describe('minimum and idle replicas', () => {
  it.each<[string, Partial<KedaPolicy>, number, Load[], string]>([
    ['a minimum ignores the activation', { minReplicaCount: 2 }, 0, [0], '2'],
    ['a minimum is never left', { minReplicaCount: 2 }, 5, [0, 0, 0], '2 2 2'],
    ['from zero to the minimum', { minReplicaCount: 3 }, 0, [9], '3'],
    [
      'idle: rests below the minimum',
      { minReplicaCount: 2, idleReplicaCount: 0, cooldownPeriodSeconds: 0 },
      2,
      [0, 0],
      '0 0',
    ],
    ['idle: stays there without activity', { minReplicaCount: 2, idleReplicaCount: 0 }, 0, [1, 1, 1], '0 0 0'],
    ['idle: activity brings the minimum', { minReplicaCount: 2, idleReplicaCount: 0 }, 0, [2], '2'],
    [
      'idle: waits for the cooldown',
      { minReplicaCount: 2, idleReplicaCount: 0, cooldownPeriodSeconds: 30 },
      2,
      [2, 0, 0, 0, 0],
      '2 2 2 2 0',
    ],
  ])('%s', (_name, policy, start, loads, replicas) => {
    expect(run(policy, start, loads)).toEqual(numbers(replicas));
  });
});

describe('several triggers', () => {
  const two = [trigger(), trigger({ name: 's1', threshold: 2, activationThreshold: 3 })];
  it.each<[string, Partial<KedaPolicy>, number, Load[], string]>([
    ['one active is enough', { triggers: two }, 0, [[1, 4]], '1'],
    ['none active', { triggers: two }, 0, [[1, 3]], '0'],
    ['the largest counts', { triggers: two }, 1, [[9, 10]], '5'],
    ['one fails, the other is active: it wakes', { triggers: two }, 0, [[undefined, 4]], '1'],
    [
      'one fails, the other is not active: nothing stops',
      { triggers: two, cooldownPeriodSeconds: 0 },
      1,
      [[undefined, 1]],
      '1',
    ],
    ['cpu alone: always active, never at zero', { triggers: [cpu] }, 0, [[undefined]], '1'],
    ['cpu beside another does not wake', { triggers: [trigger(), cpu] }, 0, [[0, undefined]], '0'],
  ])('%s', (_name, policy, start, loads, replicas) => {
    expect(run(policy, start, loads)).toEqual(numbers(replicas));
  });

  it('a failing trigger beside an active one leaves the time of activity as it is', () => {
    const policy = policyWith({ triggers: two });
    const seen = { nowSeconds: 15, currentReplicas: 1, readyReplicas: 1, metrics: [undefined, 4] };
    expect(kedaStep(policy, initialKedaState(1, 0), seen).state.lastActiveSeconds).toBeUndefined();
    expect(kedaStep(policy, initialKedaState(1, 0), { ...seen, metrics: [0, 4] }).state.lastActiveSeconds).toBe(15);
  });

  it('cpu pods reach the autoscaler as they are', () => {
    const pods = {
      ready: { pods: 2, usageMilli: 2000, requestMilli: 2000 },
      unreadyRequestsMilli: [],
      missingRequestsMilli: [],
    };
    expect(run({ triggers: [trigger(), cpu] }, 2, [[5, pods]])).toEqual(['4']);
  });
});

describe('fallback', () => {
  const fallback = (rest: Partial<KedaFallback> = {}): KedaFallback => ({ failureThreshold: 3, replicas: 6, ...rest });
  const failing = times(6, undefined);
  it.each<[string, Partial<KedaPolicy>, number, Load[], string]>([
    ['without one, a failing trigger keeps what is there', { cooldownPeriodSeconds: 0 }, 2, failing, '2 2 2 2 2 2'],
    // Polls and questions of the autoscaler both count: 2 at 15 s, 3 at 30 s, 5 at 45 s.
    ['after strictly more failures than the threshold', { fallback: fallback() }, 2, failing, '2 2 6 6 6 6'],
    [
      'a threshold of 0 takes the first failure',
      { fallback: fallback({ failureThreshold: 0 }) },
      2,
      failing,
      '6 6 6 6 6 6',
    ],
    ['a success starts the count again', { fallback: fallback() }, 2, [undefined, 9, undefined, undefined], '2 2 2 2'],
    [
      'counts as active: it wakes from zero',
      { fallback: fallback({ failureThreshold: 1 }) },
      0,
      failing,
      '0 0 1 5 6 6',
    ],
    [
      'holds off the cooldown',
      { fallback: fallback({ failureThreshold: 100 }), cooldownPeriodSeconds: 0 },
      2,
      failing,
      '2 2 2 2 2 2',
    ],
    [
      'of 0 replicas does not hold it off',
      { fallback: fallback({ failureThreshold: 100, replicas: 0 }) },
      2,
      [undefined],
      '0',
    ],
    [
      'currentReplicas keeps what is there',
      { fallback: fallback({ behavior: 'currentReplicas' }) },
      2,
      failing,
      '2 2 2 2 2 2',
    ],
    [
      'currentReplicasIfHigher, fewer there',
      { fallback: fallback({ behavior: 'currentReplicasIfHigher' }) },
      2,
      failing,
      '2 2 6 6 6 6',
    ],
    [
      'currentReplicasIfHigher, more there',
      { fallback: fallback({ behavior: 'currentReplicasIfHigher' }) },
      8,
      failing,
      '8 8 8 8 8 8',
    ],
    [
      'currentReplicasIfLower, fewer there',
      { fallback: fallback({ behavior: 'currentReplicasIfLower' }) },
      2,
      failing,
      '2 2 2 2 2 2',
    ],
    [
      'currentReplicasIfLower, more there',
      { fallback: fallback({ behavior: 'currentReplicasIfLower' }) },
      8,
      failing,
      '8 8 6 6 6 6',
    ],
    ['above the maximum', { fallback: fallback({ replicas: 50 }), maxReplicaCount: 5 }, 3, failing, '3 3 5 5 5 5'],
    [
      'of a Value target',
      { triggers: [trigger({ metricType: 'Value' })], fallback: fallback() },
      3,
      failing,
      '3 3 6 6 6 6',
    ],
  ])('%s', (_name, policy, start, loads, replicas) => {
    expect(run(policy, start, loads)).toEqual(numbers(replicas));
  });

  it('of a Value target has nothing to stand in while no pod is ready', () => {
    const value = { triggers: [trigger({ metricType: 'Value' })], fallback: fallback() } as const;
    expect(run(value, 3, failing, 0)).toEqual(times(6, '3'));
    expect(run(value, 4, failing, 0.5)).toEqual(numbers('4 4 6 6 6 6'));
  });

  it('one trigger falls back, the other goes on', () => {
    const triggers = [trigger(), trigger({ name: 's1' })];
    expect(run({ triggers, fallback: fallback() }, 2, times(4, [undefined, 40]))).toEqual(numbers('6 8 8 8'));
  });
});

describe('pause', () => {
  it.each<[string, Partial<KedaPolicy>, number, Load[], string]>([
    ['paused: whatever the load', { paused: true }, 3, [500, 0, 0], '3 3 3'],
    ['paused: zero as well', { paused: true }, 0, [500], '0'],
    ['paused replicas', { pausedReplicas: 4 }, 1, [500, 0], '4 4'],
    ['paused replicas of zero', { pausedReplicas: 0 }, 3, [500], '0'],
    ['scale in paused: not to zero', { pausedScaleIn: true, cooldownPeriodSeconds: 0 }, 2, [0, 0, 0], '2 2 2'],
    ['scale in paused: not by the autoscaler', { pausedScaleIn: true }, 4, [5, 5], '4 4'],
    ['scale in paused: up as ever', { pausedScaleIn: true }, 0, [30, 30], '1 5'],
    ['scale out paused: not from zero', { pausedScaleOut: true }, 0, [30, 30, 30], '0 0 0'],
    ['scale out paused: not by the autoscaler', { pausedScaleOut: true }, 2, [30, 30], '2 2'],
    ['scale out paused: down as ever', { pausedScaleOut: true }, 4, [5], '1'],
    ['forced activation', { forceActivation: true }, 0, [0, 0, 0], '1 1 1'],
  ])('%s', (_name, policy, start, loads, replicas) => {
    expect(run(policy, start, loads)).toEqual(numbers(replicas));
  });
});

describe('cached metrics', () => {
  const cached = { triggers: [trigger({ useCachedMetrics: true })] };
  it.each<[string, Partial<KedaPolicy>, Load[], string]>([
    ['without them the autoscaler gets the load of now', {}, [10, 25, 25], '2 5 5'],
    ['with them that of the last poll', cached, [10, 25, 25], '2 2 5'],
    ['a poll that failed stays failed until the next', cached, [10, 10, undefined, 40, 40], '2 2 2 2 6'],
  ])('%s', (_name, policy, loads, replicas) => {
    expect(run(policy, 2, loads)).toEqual(numbers(replicas));
  });
});

it('says who decided, and why', () => {
  const policy = policyWith({ cooldownPeriodSeconds: 0 });
  const step = (replicas: number, load: number, state = initialKedaState(replicas, 0)) =>
    kedaStep(policy, state, { nowSeconds: 15, currentReplicas: replicas, readyReplicas: replicas, metrics: [load] });
  const woken = step(0, 9);
  const notDue = step(1, 9, woken.state);
  expect([woken, step(1, 0), step(1, 10), notDue].map(({ by, reason }) => [by, reason])).toEqual([
    ['keda', 'Activated'],
    ['keda', 'Deactivated'],
    ['hpa', 'DesiredWithinRange'],
    ['none', 'None'],
  ]);
  expect(step(1, 10)).toMatchObject({ recommendedReplicas: 2, decidingMetric: 0 });
});

it('knows when something is due next', () => {
  const controller = new KedaController(policyWith({ pollingIntervalSeconds: 20 }), initialKedaState(1, 0));
  const dueAfter = (nowSeconds: number) => {
    controller.step({ nowSeconds, currentReplicas: 1, readyReplicas: 1, metrics: [5] });
    return controller.nextDueSeconds;
  };
  expect([0, 15, 20, 30].map(dueAfter)).toEqual([15, 20, 30, 40]);
});

it('gives the same when each step carries its state over as JSON', () => {
  const loads = [0, 9, 30, undefined, undefined, undefined, 0, 0, 0, 0, 0, 0, 0, 0, 40, 40, 0];
  const rest = { fallback: { failureThreshold: 2, replicas: 3 }, cooldownPeriodSeconds: 60, behavior: {} };
  let state = initialKedaState(0, 0);
  let currentReplicas = 0;
  const pieces = loads.map((load, index) => {
    const restored: typeof state = JSON.parse(JSON.stringify(state));
    const seen = { nowSeconds: (index + 1) * 15, currentReplicas, readyReplicas: currentReplicas, metrics: [load] };
    const decision = kedaStep(policyWith(rest), restored, seen);
    state = decision.state;
    currentReplicas = decision.desiredReplicas;
    return `${currentReplicas}`;
  });
  expect(pieces).toEqual(run(rest, 0, loads));
});

describe('the autoscaler that KEDA makes', () => {
  it('has at least one replica and the triggers as metrics', () => {
    expect(hpaOfScaledObject(policyWith({ triggers: [trigger(), cpu] }))).toMatchObject({
      minReplicas: 1,
      maxReplicas: 10,
      metrics: [
        { type: 'External', name: 's0-prometheus', target: { type: 'AverageValue', value: 5 } },
        { type: 'Resource', name: 'cpu', target: { type: 'Utilization', value: 50 } },
      ],
    });
  });

  it('has no behavior of its own when the ScaledObject has none, unless a direction is paused', () => {
    const none = { behavior: undefined };
    expect(hpaOfScaledObject(policyWith(none)).behavior).toBeUndefined();
    expect(hpaOfScaledObject(policyWith({ ...none, pausedScaleIn: true })).behavior).toEqual({
      scaleUp: undefined,
      scaleDown: { selectPolicy: 'Disabled' },
    });
  });
});
