/** @jest-environment node */
import { hpaStep, initialHpaState } from './hpa';
import type { HpaObservation, HpaPolicy, ScalingRules } from './types';

const external = (value: number) =>
  [{ type: 'External', name: 'load', target: { type: 'AverageValue', value } }] as const;

function policyWith(rest: Partial<HpaPolicy> = {}): HpaPolicy {
  return { minReplicas: 1, maxReplicas: 10, metrics: external(10), ...rest };
}

/** Runs the controller over loads that are 15 s apart; replicas follow at once and are all ready. */
function run(policy: HpaPolicy, startReplicas: number, loads: ReadonlyArray<number | undefined>): number[] {
  let state = initialHpaState(startReplicas, 0);
  let currentReplicas = startReplicas;
  return loads.map((load, index) => {
    const seen = { nowSeconds: (index + 1) * 15, currentReplicas, readyReplicas: currentReplicas, metrics: [load] };
    const decision = hpaStep(policy, state, seen);
    state = decision.state;
    currentReplicas = decision.desiredReplicas;
    return currentReplicas;
  });
}

const immediate: ScalingRules = { stabilizationWindowSeconds: 0 };

describe('one sync of the autoscaler', () => {
  const see = (rest: Partial<HpaObservation>): HpaObservation => ({
    nowSeconds: 15,
    currentReplicas: 4,
    readyReplicas: 4,
    metrics: [40],
    ...rest,
  });
  const cases: Array<[string, HpaPolicy, HpaObservation, number, string]> = [
    ['load on target stays', policyWith(), see({}), 4, 'DesiredWithinRange'],
    ['10 % above the target is tolerated', policyWith(), see({ metrics: [44] }), 4, 'DesiredWithinRange'],
    ['just beyond the tolerance rounds up', policyWith(), see({ metrics: [44.1] }), 5, 'DesiredWithinRange'],
    ['a doubling is allowed at once', policyWith(), see({ metrics: [80] }), 8, 'DesiredWithinRange'],
    ['more than a doubling is not', policyWith(), see({ metrics: [99] }), 8, 'ScaleUpLimit'],
    ['the maximum holds', policyWith({ maxReplicas: 6 }), see({ metrics: [80] }), 6, 'TooManyReplicas'],
    ['current above the maximum is corrected first', policyWith({ maxReplicas: 3 }), see({}), 3, 'TooManyReplicas'],
    ['current below the minimum is corrected first', policyWith({ minReplicas: 5 }), see({}), 5, 'TooFewReplicas'],
    ['zero replicas switch the autoscaler off', policyWith(), see({ currentReplicas: 0 }), 0, 'ScalingDisabled'],
    ['a failing metric changes nothing', policyWith(), see({ metrics: [undefined] }), 4, 'FailedGetMetrics'],
    ['a metric that is not a number changes nothing', policyWith(), see({ metrics: [NaN] }), 4, 'FailedGetMetrics'],
  ];
  it.each(cases)('%s', (_name, policy, seen, replicas, reason) => {
    const decision = hpaStep(policy, initialHpaState(seen.currentReplicas, 0), seen);
    expect([decision.desiredReplicas, decision.reason]).toEqual([replicas, reason]);
  });

  const utilization = policyWith({
    metrics: [{ type: 'Resource', name: 'cpu', target: { type: 'Utilization', value: 70 } }],
  });
  const utilizationCases: Array<[string, number, number, number]> = [
    ['all ready: the ratio of the ready pods', 105, 4, 6],
    ['one starting pod counts as idle on the way up', 105, 3, 5],
    ['starting pods that eat up the excess stop the way up', 80, 3, 4],
    ['percent are whole numbers: 76.9 is 76, within tolerance', 76.9, 4, 4],
  ];
  it.each(utilizationCases)('utilization, %s', (_name, percent, readyReplicas, replicas) => {
    const seen = see({ metrics: [percent], readyReplicas });
    expect(hpaStep(utilization, initialHpaState(4, 0), seen).desiredReplicas).toBe(replicas);
  });

  it('takes the largest of several metrics, and does not scale down while one fails', () => {
    const policy = policyWith({ metrics: [...external(10), ...external(5)], behavior: { scaleDown: immediate } });
    const step = (metrics: Array<number | undefined>) =>
      hpaStep(policy, initialHpaState(4, 0), see({ metrics })).desiredReplicas;
    expect(step([40, 30])).toBe(6);
    expect(step([30, 40])).toBe(8);
    expect(step([undefined, 40])).toBe(8);
    expect(step([10, undefined])).toBe(4);
  });
});

describe('over time', () => {
  it('without behavior, the highest recommendation of five minutes holds the replicas up', () => {
    const loads = [80, ...Array<number>(22).fill(10)];
    const replicas = run(policyWith(), 4, loads);
    expect(replicas.slice(0, 21)).toEqual(Array(21).fill(8));
    expect(replicas[22]).toBe(1);
  });

  it('a scale-down window delays the way down by exactly its length', () => {
    const behavior = { scaleDown: { stabilizationWindowSeconds: 60 } };
    expect(run(policyWith({ behavior }), 4, [80, 10, 10, 10, 10, 10])).toEqual([8, 8, 8, 8, 1, 1]);
  });

  it('a scale-up window waits for the load to last', () => {
    const behavior = { scaleUp: { stabilizationWindowSeconds: 30 } };
    expect(run(policyWith({ behavior }), 4, [80, 80, 80])).toEqual([4, 8, 8]);
  });

  it('10 % a minute on the way down takes one of ten replicas a minute', () => {
    const tenPercent = { type: 'Percent', value: 10, periodSeconds: 60 } as const;
    const behavior = { scaleDown: { ...immediate, policies: [tenPercent] } };
    expect(run(policyWith({ behavior }), 10, Array<number>(9).fill(10))).toEqual([9, 9, 9, 9, 8, 8, 8, 8, 7]);
  });

  it('selectPolicy Min takes the smallest change, Disabled none', () => {
    const policies = [
      { type: 'Pods', value: 1, periodSeconds: 15 },
      { type: 'Percent', value: 100, periodSeconds: 15 },
    ] as const;
    const up = (selectPolicy: 'Min' | 'Max' | 'Disabled') =>
      run(policyWith({ behavior: { scaleUp: { policies, selectPolicy } } }), 3, [90]);
    expect([up('Min'), up('Max'), up('Disabled')]).toEqual([[4], [6], [3]]);
  });

  it('never leaves the bounds and never reverses under a rising load', () => {
    const loads = Array.from({ length: 60 }, (_, index) => index * 3);
    const replicas = run(policyWith({ minReplicas: 2, behavior: {} }), 2, loads);
    expect(Math.min(...replicas)).toBe(2);
    expect(Math.max(...replicas)).toBe(10);
    expect(replicas).toEqual([...replicas].sort((a, b) => a - b));
  });

  it('gives the same result when a run is split in two', () => {
    const policy = policyWith({ behavior: { scaleDown: { stabilizationWindowSeconds: 90 } } });
    const seen = (nowSeconds: number, currentReplicas: number, load: number) => ({
      nowSeconds,
      currentReplicas,
      readyReplicas: currentReplicas,
      metrics: [load],
    });
    const first = hpaStep(policy, initialHpaState(2, 0), seen(15, 2, 40));
    const restored: typeof first.state = JSON.parse(JSON.stringify(first.state));
    expect(hpaStep(policy, restored, seen(30, 4, 10))).toEqual(hpaStep(policy, first.state, seen(30, 4, 10)));
  });
});
