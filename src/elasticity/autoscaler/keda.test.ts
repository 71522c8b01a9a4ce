/** @jest-environment node */
import { initialKedaState, kedaStep, type KedaPolicy } from './keda';

const policy: KedaPolicy = {
  minReplicaCount: 0,
  maxReplicaCount: 10,
  threshold: 5,
  activationThreshold: 1,
  pollingIntervalSeconds: 30,
  cooldownPeriodSeconds: 120,
};

function run(changed: Partial<KedaPolicy>, startReplicas: number, loads: ReadonlyArray<number | undefined>): number[] {
  let state = initialKedaState(startReplicas, 0);
  let currentReplicas = startReplicas;
  return loads.map((load, index) => {
    const seen = {
      nowSeconds: (index + 1) * 15,
      currentReplicas,
      readyReplicas: currentReplicas,
      metrics: [load],
    };
    const decision = kedaStep({ ...policy, ...changed }, state, seen);
    state = decision.state;
    currentReplicas = decision.desiredReplicas;
    return currentReplicas;
  });
}

describe('KEDA', () => {
  const cases: Array<[string, Partial<KedaPolicy>, number, Array<number | undefined>, number[]]> = [
    ['stays at zero on the activation threshold', {}, 0, [1, 1, 1], [0, 0, 0]],
    ['wakes one replica just above it', {}, 0, [1.01], [1]],
    ['looks only once each polling interval', {}, 0, [0, 9, 9], [0, 0, 1]],
    ['leaves 1 to N to the autoscaler', {}, 1, [18], [4]],
    ['stops the last replica after the cooldown', { cooldownPeriodSeconds: 60 }, 1, [0, 0, 0, 0, 0], [1, 1, 1, 1, 0]],
    [
      'a failing trigger never stops the last replica',
      { cooldownPeriodSeconds: 0 },
      1,
      [undefined, undefined, undefined],
      [1, 1, 1],
    ],
    ['a minimum above zero ignores the activation', { minReplicaCount: 2 }, 0, [0], [2]],
  ];
  it.each(cases)('%s', (_name, changed, start, loads, replicas) => {
    expect(run(changed, start, loads)).toEqual(replicas);
  });
});
