/**
 * Load above capacity that an autoscaler leaves alone on purpose: a tenth, the tolerance of the Horizontal Pod Autoscaler where
 * nobody sets another. `workload:capacity_short` begins beyond it, too.
 */
const TOLERATED = 1.1;

/** Whether load exceeds what the ready replicas carry by more than the autoscaler tolerates. Both in one unit. */
export function isShort(load: number, capacity: number): boolean {
  return load > TOLERATED * capacity;
}

/** A shortage that is over sooner is no lag: a rate over a minute says nothing about seconds. */
const GRACE_SECONDS = 30;

/** Whether a shortage of capacity that is over was a lag, and not the doing of the maximum. Times in seconds. */
export function isLag(lastedSeconds: number, atMaxSeconds: number): boolean {
  return lastedSeconds >= GRACE_SECONDS && atMaxSeconds * 2 <= lastedSeconds;
}
