/** @jest-environment node */
import { hpaStep, initialHpaState } from './controller';
import { policyWith } from './run.testing';
import type { HpaObservation, HpaPolicy } from './types';

const see = (rest: Partial<HpaObservation> = {}): HpaObservation => ({
  nowSeconds: 15,
  currentReplicas: 4,
  readyReplicas: 4,
  metrics: [40],
  ...rest,
});
const decide = (policy: HpaPolicy, seen: HpaObservation) =>
  hpaStep(policy, initialHpaState(seen.currentReplicas, 0), seen);
const behavior = { scaleDown: { stabilizationWindowSeconds: 0 } };

describe('bounds come first', () => {
  it.each<[string, Partial<HpaPolicy>, Partial<HpaObservation>, number, string]>([
    ['more than the maximum, whatever the load', { maxReplicas: 3 }, { metrics: [990] }, 3, 'TooManyReplicas'],
    ['less than the minimum, whatever the load', { minReplicas: 9 }, { metrics: [0] }, 9, 'TooFewReplicas'],
    ['… without a metric', { minReplicas: 9 }, { metrics: [undefined] }, 9, 'TooFewReplicas'],
    [
      '… past every rate',
      { minReplicas: 90, behavior: { scaleUp: { selectPolicy: 'Disabled' } } },
      {},
      90,
      'TooFewReplicas',
    ],
    ['zero switches the autoscaler off', {}, { currentReplicas: 0 }, 0, 'ScalingDisabled'],
    ['pinned, minimum and maximum alike', { minReplicas: 4, maxReplicas: 4 }, { metrics: [990] }, 4, 'TooManyReplicas'],
  ])('%s', (_name, policy, seen, desiredReplicas, reason) => {
    expect(decide(policyWith({ behavior, ...policy }), see(seen))).toMatchObject({ desiredReplicas, reason });
  });

  it('a correction to the bounds is a scale event', () => {
    const { state } = decide(policyWith({ behavior, maxReplicas: 3 }), see());
    expect(state.scaleDownEvents).toEqual([{ atSeconds: 15, change: 1 }]);
  });

  it('a correction to the bounds is no recommendation', () => {
    const { state } = decide(policyWith({ behavior, maxReplicas: 3 }), see());
    expect(state.lowest).toEqual(initialHpaState(4, 0).lowest);
  });
});

describe('scale to zero', () => {
  const zero = policyWith({ minReplicas: 0, behavior });
  it.each<[string, HpaPolicy, Partial<HpaObservation>, number]>([
    ['without load', zero, { metrics: [0] }, 0],
    ['stays there without load', zero, { currentReplicas: 0, readyReplicas: 0, metrics: [0] }, 0],
    ['wakes at the first bit of load', zero, { currentReplicas: 0, readyReplicas: 0, metrics: [0.001] }, 1],
    ['wakes with as many as needed, four at most', zero, { currentReplicas: 0, readyReplicas: 0, metrics: [990] }, 4],
    ['not while the metric fails', zero, { metrics: [undefined] }, 4],
    ['without behavior', policyWith({ minReplicas: 0 }), { currentReplicas: 0, readyReplicas: 0, metrics: [30] }, 3],
  ])('%s', (_name, policy, seen, desiredReplicas) => {
    expect(decide(policy, see(seen)).desiredReplicas).toBe(desiredReplicas);
  });
});

describe('conditions', () => {
  it.each<[string, Partial<HpaPolicy>, Partial<HpaObservation>, [string, string | undefined, string | undefined]]>([
    ['nothing to do', { behavior }, {}, ['ReadyForNewScale', 'ValidMetricFound', 'DesiredWithinRange']],
    ['scaled', { behavior }, { metrics: [60] }, ['SucceededRescale', 'ValidMetricFound', 'DesiredWithinRange']],
    [
      'held by a window',
      { behavior: {} },
      { metrics: [10] },
      ['ScaleDownStabilized', 'ValidMetricFound', 'DesiredWithinRange'],
    ],
    ['held without behavior', {}, { metrics: [10] }, ['ScaleDownStabilized', 'ValidMetricFound', 'DesiredWithinRange']],
    ['held by a rate', { behavior }, { metrics: [990] }, ['SucceededRescale', 'ValidMetricFound', 'ScaleUpLimit']],
    ['failed', { behavior }, { metrics: [undefined] }, ['SucceededGetScale', 'FailedGetExternalMetric', undefined]],
    ['off at zero', { behavior }, { currentReplicas: 0 }, ['SucceededGetScale', 'ScalingDisabled', undefined]],
    ['above the maximum', { behavior, maxReplicas: 3 }, {}, ['SucceededRescale', undefined, undefined]],
  ])('%s', (_name, policy, seen, reasons) => {
    const { ableToScale, scalingActive, scalingLimited } = decide(policyWith(policy), see(seen)).conditions;
    expect([ableToScale.reason, scalingActive?.reason, scalingLimited?.reason]).toEqual(reasons);
  });

  it('ScalingLimited is true only when something limited, ScalingActive only with a metric', () => {
    const limited = decide(policyWith({ behavior }), see({ metrics: [990] })).conditions;
    const free = decide(policyWith({ behavior }), see()).conditions;
    expect([limited.scalingLimited?.status, free.scalingLimited?.status, free.scalingActive?.status]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('stay as they are at a sync that does not come to judge them', () => {
    const policy = policyWith({ behavior });
    const limited = decide(policy, see({ metrics: [990] }));
    const failed = hpaStep(policy, limited.state, see({ nowSeconds: 30, currentReplicas: 8, metrics: [undefined] }));
    const off = hpaStep(policy, failed.state, see({ nowSeconds: 45, currentReplicas: 0 }));
    expect(failed.conditions.scalingLimited).toEqual({ status: true, reason: 'ScaleUpLimit' });
    expect(off.conditions).toMatchObject({
      scalingActive: { status: false, reason: 'ScalingDisabled' },
      scalingLimited: { status: true, reason: 'ScaleUpLimit' },
    });
  });
});

it('counts the replicas that exist, where they are not those asked for', () => {
  const seen = see({ currentReplicas: 8, statusReplicas: 4, readyReplicas: 4, metrics: [44] });
  expect(decide(policyWith({ behavior }), seen).recommendedReplicas).toBe(4);
});

it('a failing metric is no recommendation', () => {
  const { state } = decide(policyWith({ behavior: {} }), see({ metrics: [undefined] }));
  expect(state).toMatchObject({ highest: [{ atSeconds: 0, replicas: 4 }], lowest: [{ atSeconds: 0, replicas: 4 }] });
});
