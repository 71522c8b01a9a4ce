/** The controller counts in int32; a larger wish is cut to this. */
export const MOST_REPLICAS = 2 ** 31 - 1;

/**
 * A measured amount in thousandths, cut off as metric adapters cut it (KEDA's `GenerateMetricInMili`, prometheus-adapter).
 */
export function milliOfReading(amount: number): number {
  return Math.trunc(amount * 1000);
}

/** An amount of a manifest in thousandths, rounded up as `Quantity.MilliValue` does. */
export function milliOfTarget(amount: number): number {
  return Math.ceil(Number((amount * 1000).toFixed(6)));
}

/** Replicas as the controller makes them of a product: rounded up to a whole number. */
export function ceilReplicas(replicas: number): number {
  return Math.min(Math.ceil(replicas), MOST_REPLICAS);
}
