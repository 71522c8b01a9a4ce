import type { HpaObservation, HpaPolicy, MetricSpec } from './types';

/** Relative deviations that are left alone, downwards and upwards. */
interface Tolerances {
  readonly down: number;
  readonly up: number;
}

const DEFAULT_TOLERANCE = 0.1;

function isWithin(ratio: number, { down, up }: Tolerances): boolean {
  return ratio >= 1 - down && ratio <= 1 + up;
}

/**
 * Replicas for the mean utilization of the ready pods. Pods that are not ready are left out on the way down and count as
 * idle on the way up, and never turn the direction round.
 */
function fromUtilization(percent: number, target: number, seen: HpaObservation, tolerances: Tolerances): number {
  const { currentReplicas, readyReplicas } = seen;
  const ratio = Math.trunc(percent) / target;
  const unready = Math.max(0, currentReplicas - readyReplicas);
  if (unready === 0 || ratio <= 1) {
    return isWithin(ratio, tolerances) ? currentReplicas : Math.ceil(ratio * readyReplicas);
  }
  const counted = readyReplicas + unready;
  const ratioWithIdle = (ratio * readyReplicas) / counted;
  if (ratioWithIdle < 1 || isWithin(ratioWithIdle, tolerances)) {
    return currentReplicas;
  }
  return Math.max(currentReplicas, Math.ceil(ratioWithIdle * counted));
}

function fromMetric(spec: MetricSpec, value: number, seen: HpaObservation, tolerances: Tolerances): number {
  const { currentReplicas, readyReplicas } = seen;
  switch (spec.target.type) {
    case 'Utilization':
      return fromUtilization(value, spec.target.value, seen, tolerances);
    case 'AverageValue': {
      const ratio = value / (spec.target.value * currentReplicas);
      return isWithin(ratio, tolerances) ? currentReplicas : Math.ceil(value / spec.target.value);
    }
    case 'Value': {
      const ratio = value / spec.target.value;
      if (currentReplicas === 0) {
        return Math.ceil(ratio);
      }
      return isWithin(ratio, tolerances) ? currentReplicas : Math.ceil(ratio * readyReplicas);
    }
  }
}

/**
 * The replicas that the metrics ask for, before windows and limits: the largest of all metrics. While one metric fails
 * the others may still scale up but not down; when all fail there is no recommendation (`undefined`).
 * Source: Kubernetes documentation, "Horizontal Pod Autoscaling", algorithm details; controller `replica_calculator.go`.
 */
export function recommendReplicas(policy: HpaPolicy, seen: HpaObservation): number | undefined {
  const fallback = policy.toleranceRatio ?? DEFAULT_TOLERANCE;
  const tolerances = {
    down: policy.behavior?.scaleDown?.tolerance ?? fallback,
    up: policy.behavior?.scaleUp?.tolerance ?? fallback,
  };
  let largest: number | undefined;
  let failed = false;
  policy.metrics.forEach((spec, index) => {
    const value = seen.metrics[index];
    if (value === undefined || !Number.isFinite(value)) {
      failed = true;
      return;
    }
    largest = Math.max(largest ?? 0, fromMetric(spec, value, seen, tolerances));
  });
  return failed && largest !== undefined && largest < seen.currentReplicas ? undefined : largest;
}
