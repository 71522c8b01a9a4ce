import type { AutoscalerPolicy, ReplayInput } from '../../../src/elasticity/autoscaler';

const STEP_SECONDS = 15;
const START_SECONDS = 1_790_000_000;

export const STEPS_PER_DAY = 86_400 / STEP_SECONDS;

/** Two policies each way and the same window both ways: what costs most. */
function autoscaler(windowSeconds: number): AutoscalerPolicy {
  const rules = (pods: number, percent: number) => ({
    stabilizationWindowSeconds: windowSeconds,
    policies: [
      { type: 'Pods', value: pods, periodSeconds: 60 },
      { type: 'Percent', value: percent, periodSeconds: 60 },
    ] as const,
  });
  return {
    kind: 'hpa',
    policy: {
      minReplicas: 1,
      maxReplicas: 40,
      metrics: [{ type: 'External', name: 'load', target: { type: 'AverageValue', value: 3 } }],
      behavior: { scaleUp: rules(4, 100), scaleDown: rules(2, 10) },
    },
  };
}

/** A tide of a day with two faster swings, a sample each sync. */
export function inputOf(days: number, windowSeconds: number): ReplayInput {
  const timesSeconds = Float64Array.from({ length: days * STEPS_PER_DAY }, (_, i) => START_SECONDS + i * STEP_SECONDS);
  const values = timesSeconds.map((time, i) => {
    const day = (2 * Math.PI * time) / 86_400;
    return 45 + 25 * Math.sin(day) + 10 * Math.sin(i / 40) + 5 * Math.sin(i / 7);
  });
  return {
    load: { timesSeconds, values },
    autoscaler: autoscaler(windowSeconds),
    plant: {
      requestsPerSecondPerReplica: 4,
      coldStartSeconds: [20, 25, 30, 40, 90],
      overload: 'queue',
      drainSeconds: 30,
    },
    startReplicas: 5,
  };
}
