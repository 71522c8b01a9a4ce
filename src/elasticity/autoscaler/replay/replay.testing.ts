import { seededRandom } from '../seededRandom';
import type { HpaPolicy } from '../hpa';
import type { PlantSettings } from './plant';
import type { RecordedSeries } from './timeline';
import type { AutoscalerPolicy, ReplayInput } from './types';

/** A load of samples 15 s apart. */
export function loadOf(
  values: ReadonlyArray<number | null | undefined>,
  startSeconds = 0,
  stepSeconds = 15
): RecordedSeries {
  return { timesSeconds: values.map((_, i) => startSeconds + i * stepSeconds), values };
}

export const PLANT: PlantSettings = {
  requestsPerSecondPerReplica: 10,
  coldStartSeconds: [30],
  overload: 'queue',
  drainSeconds: 20,
};

/** Follows the load at once, one replica for each 10 requests/s. */
export function hpa(rest: Partial<HpaPolicy> = {}): AutoscalerPolicy {
  return {
    kind: 'hpa',
    policy: {
      minReplicas: 1,
      maxReplicas: 10,
      metrics: [{ type: 'External', name: 'load', target: { type: 'AverageValue', value: 10 } }],
      behavior: { scaleDown: { stabilizationWindowSeconds: 0 } },
      ...rest,
    },
  };
}

export function inputOf(values: ReadonlyArray<number | null>, rest: Partial<ReplayInput> = {}): ReplayInput {
  return { load: loadOf(values), autoscaler: hpa(), plant: PLANT, startReplicas: 1, ...rest };
}

/** A day that swells and ebbs, with noise and gaps, for a seed. */
export function wanderingLoad(seed: number, samples: number): Array<number | null> {
  const random = seededRandom(seed);
  return Array.from({ length: samples }, (_, i) => {
    const tide = 40 + 35 * Math.sin((i / samples) * 2 * Math.PI);
    return random() < 0.02 ? null : Math.max(0, tide + (random() - 0.5) * 30);
  });
}
