/** @jest-environment node */
import { hpaStep, initialHpaState } from './controller';
import type { HpaObservation, HpaPolicy, MetricReading, MetricSpec, TotalMetricSpec } from './types';

const external = (value: number): TotalMetricSpec => ({
  type: 'External',
  name: 'load',
  target: { type: 'AverageValue', value },
});
const cpu: Extract<MetricSpec, { type: 'Resource' }> = {
  type: 'Resource',
  name: 'cpu',
  target: { type: 'Utilization', value: 50 },
};
const container: MetricSpec = { ...cpu, type: 'ContainerResource', container: 'app' } as const;
const podsMetric: MetricSpec = { type: 'Pods', name: 'rps', target: { type: 'AverageValue', value: 10 } };
const object: TotalMetricSpec = { type: 'Object', name: 'hits', target: { type: 'Value', value: 10 } };

/** Four ready pods that use this many thousandths each, of 1000 requested. */
const four = (uses: number): MetricReading => ({
  ready: { pods: 4, usageMilli: 4 * uses, requestMilli: 4000 },
  unreadyRequestsMilli: [],
  missingRequestsMilli: [],
});

const NO_SAMPLES: MetricReading = {
  ready: { pods: 0, usageMilli: 0, requestMilli: 0 },
  unreadyRequestsMilli: [1000],
  missingRequestsMilli: [1000],
};

function decide(metrics: readonly MetricSpec[], readings: HpaObservation['metrics'], rest: Partial<HpaPolicy> = {}) {
  const policy: HpaPolicy = { minReplicas: 1, maxReplicas: 50, metrics, behavior: {}, ...rest };
  const immediate = { ...policy.behavior, scaleDown: { stabilizationWindowSeconds: 0, ...policy.behavior?.scaleDown } };
  const seen = { nowSeconds: 15, currentReplicas: 4, readyReplicas: 4, metrics: readings };
  return hpaStep({ ...policy, behavior: immediate }, initialHpaState(4, 0), seen);
}

describe('each kind of metric', () => {
  it.each<[string, MetricSpec, MetricReading, number]>([
    ['Resource, utilization', cpu, four(750), 6],
    ['Resource, average value', { ...cpu, target: { type: 'AverageValue', value: 0.5 } } as const, four(750), 6],
    ['ContainerResource, utilization', container, four(250), 2],
    ['Pods, average value', podsMetric, four(15_000), 6],
    ['Object, value', object, 15, 6],
    ['Object, average value', { ...object, target: { type: 'AverageValue', value: 10 } } as const, 55, 6],
    ['External, value', { ...external(10), target: { type: 'Value', value: 10 } } as const, 15, 6],
    ['External, average value', external(10), 55, 6],
  ])('%s', (_name, metric, reading, replicas) => {
    expect(decide([metric], [reading])).toMatchObject({ desiredReplicas: replicas, decidingMetric: 0 });
  });

  it.each<[MetricSpec, string]>([
    [cpu, 'FailedGetResourceMetric'],
    [container, 'FailedGetContainerResourceMetric'],
    [podsMetric, 'FailedGetPodsMetric'],
    [object, 'FailedGetObjectMetric'],
    [external(1), 'FailedGetExternalMetric'],
  ])('%o that fails: nothing changes, with the reason %s', (metric, reason) => {
    expect(decide([metric], [undefined])).toMatchObject({
      desiredReplicas: 4,
      recommendedReplicas: undefined,
      reason,
      conditions: { scalingActive: { status: false, reason } },
    });
  });

  it.each([NaN, Infinity, -Infinity])('a total of %d is a failure', (total) => {
    expect(decide([external(10)], [total]).reason).toBe('FailedGetExternalMetric');
  });

  it('a negative total asks for none, and the minimum holds', () => {
    expect(decide([external(10)], [-30])).toMatchObject({ desiredReplicas: 1, recommendedReplicas: 0 });
  });

  it.each<[string, MetricSpec, MetricReading, RegExp]>([
    ['pods for a total', external(1), four(1), /External metric load has to be a number/],
    ['a total for pods', cpu, 5, /Resource metric cpu has to be pods/],
  ])('%s are a mistake of the caller', (_name, metric, reading, message) => {
    expect(() => decide([metric], [reading])).toThrow(message);
  });
});

describe('several metrics', () => {
  const metrics = [external(10), external(5), cpu];
  it.each<[string, HpaObservation['metrics'], number, number | undefined, string]>([
    ['the largest wins, wherever it stands', [40, 30, four(100)], 6, 1, 'DesiredWithinRange'],
    ['the first of equal ones is named', [60, 30, four(100)], 6, 0, 'DesiredWithinRange'],
    ['one fails, the others ask for more: up is allowed', [undefined, 40, four(100)], 8, 1, 'DesiredWithinRange'],
    ['one fails, the others ask for as many as there are', [40, undefined, four(100)], 4, 0, 'DesiredWithinRange'],
    [
      'one fails, the others ask for fewer: down is not',
      [10, undefined, four(100)],
      4,
      undefined,
      'FailedGetExternalMetric',
    ],
    ['the last fails', [10, 10, undefined], 4, undefined, 'FailedGetResourceMetric'],
    [
      'all fail: the first gives the reason',
      [undefined, undefined, undefined],
      4,
      undefined,
      'FailedGetExternalMetric',
    ],
    ['pods without samples fail as well', [10, 10, NO_SAMPLES], 4, undefined, 'FailedGetResourceMetric'],
  ])('%s', (_name, readings, desiredReplicas, decidingMetric, reason) => {
    expect(decide(metrics, readings)).toMatchObject({ desiredReplicas, decidingMetric, reason });
  });

  it('comes to the same in every order', () => {
    const pairs: Array<[MetricSpec, MetricReading | undefined]> = [
      [external(10), 70],
      [external(5), undefined],
      [cpu, four(650)],
      [object, 12],
    ];
    for (let turn = 0; turn < pairs.length; turn++) {
      const turned = [...pairs.slice(turn), ...pairs.slice(0, turn)];
      expect(
        decide(
          turned.map(([metric]) => metric),
          turned.map(([, reading]) => reading)
        ).desiredReplicas
      ).toBe(7);
    }
  });

  it('without any metric nothing changes', () => {
    expect(decide([], []).desiredReplicas).toBe(4);
  });
});

describe('tolerance', () => {
  it.each<[string, Partial<HpaPolicy>, number, number]>([
    ['the flag holds for both directions, up', { flags: { toleranceRatio: 0.2 } }, 48, 4],
    ['the flag holds for both directions, down', { flags: { toleranceRatio: 0.2 } }, 32, 4],
    ['one direction set: up is wider', { behavior: { scaleUp: { tolerance: 0.5 } } }, 60, 4],
    ['one direction set: down keeps the flag', { behavior: { scaleUp: { tolerance: 0.5 } } }, 30, 3],
    ['zero reacts to everything', { behavior: { scaleUp: { tolerance: 0 } } }, 40.001, 5],
    ['down wider', { behavior: { scaleDown: { tolerance: 0.5 } } }, 20, 4],
  ])('%s', (_name, rest, load, replicas) => {
    expect(decide([external(10)], [load], rest).desiredReplicas).toBe(replicas);
  });
});
