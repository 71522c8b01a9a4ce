import { ceilReplicas, milliOfTarget } from './quantity';
import { isWithin, type Tolerances } from './tolerance';
import type { AverageValueTarget, PodGroups, UtilizationTarget } from './types';

/** Pods that take part in the mean, and what they use and request together, in thousandths. */
interface Counted {
  readonly pods: number;
  readonly usageMilli: number;
  readonly requestMilli: number;
}

/** How one kind of target reads the pods. */
export interface PodTarget {
  readonly needsRequests: boolean;
  /** Mean of the pods divided by the target, both whole numbers. */
  ratio(counted: Counted): number;
  /** What a pod without a sample is taken to use on the way down. */
  assumedUsageMilli(requestMilli: number): number;
}

function utilization({ value: percent }: UtilizationTarget): PodTarget {
  return {
    needsRequests: true,
    ratio: ({ usageMilli, requestMilli }) => Math.trunc((usageMilli * 100) / requestMilli) / percent,
    assumedUsageMilli: (requestMilli) => Math.trunc((requestMilli * Math.max(100, percent)) / 100),
  };
}

function averageValue({ value }: AverageValueTarget): PodTarget {
  const targetMilli = milliOfTarget(value);
  return {
    needsRequests: false,
    ratio: ({ usageMilli, pods }) => Math.trunc(usageMilli / pods) / targetMilli,
    assumedUsageMilli: () => targetMilli,
  };
}

/** What a target asks of the pods, to be worked out once for a policy. */
export function podTarget(target: UtilizationTarget | AverageValueTarget): PodTarget {
  return target.type === 'Utilization' ? utilization(target) : averageValue(target);
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/**
 * The counted pods and those without a sample, taken as busy on the way down and as idle on the way up. Exactly on the target
 * there is no way, and they do not matter.
 */
function withMissing(counted: Counted, missing: readonly number[], ratio: number, target: PodTarget): Counted {
  const isDown = ratio < 1;
  if (ratio === 1) {
    return counted;
  }
  return {
    pods: counted.pods + missing.length,
    usageMilli: counted.usageMilli + (isDown ? sum(missing.map((request) => target.assumedUsageMilli(request))) : 0),
    requestMilli: counted.requestMilli + sum(missing),
  };
}

/**
 * Replicas for a metric of the pods. Pods that are starting are left out on the way down and taken as idle on the way up;
 * pods without a sample as busy on the way down and idle on the way up. What is assumed of them never turns the direction
 * round. `undefined` when no pod has a sample, or for utilization when the pods request nothing.
 * Source: `GetResourceReplicas` and `calcPlainMetricReplicas` in `replica_calculator.go`.
 */
export function replicasForPods(
  target: PodTarget,
  { ready, unreadyRequestsMilli, missingRequestsMilli }: PodGroups,
  currentReplicas: number,
  tolerances: Tolerances
): number | undefined {
  if (ready.pods === 0 || (target.needsRequests && ready.requestMilli === 0)) {
    return undefined;
  }
  const ratio = target.ratio(ready);
  const countsUnready = unreadyRequestsMilli.length > 0 && ratio > 1;
  if (!countsUnready && missingRequestsMilli.length === 0) {
    return isWithin(ratio, tolerances) ? currentReplicas : ceilReplicas(ratio * ready.pods);
  }

  const sampled = withMissing(ready, missingRequestsMilli, ratio, target);
  const counted = countsUnready
    ? {
        ...sampled,
        pods: sampled.pods + unreadyRequestsMilli.length,
        requestMilli: sampled.requestMilli + sum(unreadyRequestsMilli),
      }
    : sampled;
  const assumedRatio = target.ratio(counted);
  const turnsRound = (ratio < 1 && assumedRatio > 1) || (ratio > 1 && assumedRatio < 1);
  if (isWithin(assumedRatio, tolerances) || turnsRound) {
    return currentReplicas;
  }
  const replicas = ceilReplicas(assumedRatio * counted.pods);
  const contradicts = assumedRatio < 1 ? replicas > currentReplicas : replicas < currentReplicas;
  return contradicts ? currentReplicas : replicas;
}
