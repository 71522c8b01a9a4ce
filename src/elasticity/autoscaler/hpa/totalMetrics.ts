import { ceilReplicas, milliOfReading } from './quantity';
import { isWithin, type Tolerances } from './tolerance';

/**
 * Replicas for a total against a target for the total: the ready pods times the ratio. From zero the ratio alone counts,
 * without tolerance.
 * Source: `getUsageRatioReplicaCount` in `replica_calculator.go`.
 */
export function replicasForValue(
  total: number,
  targetMilli: number,
  currentReplicas: number,
  readyReplicas: number,
  tolerances: Tolerances
): number {
  const ratio = milliOfReading(total) / targetMilli;
  if (currentReplicas === 0) {
    return ceilReplicas(ratio);
  }
  return isWithin(ratio, tolerances) ? currentReplicas : ceilReplicas(ratio * readyReplicas);
}

/**
 * Replicas for a total of which each pod should carry a share: the existing pods are only asked whether it is worth a
 * change, the result does not depend on them.
 * Source: `GetObjectPerPodMetricReplicas`, `GetExternalPerPodMetricReplicas` in `replica_calculator.go`.
 */
export function replicasForAverageValue(
  total: number,
  targetMilli: number,
  statusReplicas: number,
  tolerances: Tolerances
): number {
  const totalMilli = milliOfReading(total);
  return isWithin(totalMilli / (targetMilli * statusReplicas), tolerances)
    ? statusReplicas
    : ceilReplicas(totalMilli / targetMilli);
}
