/** What the deployment controller has to know of a pod. */
export interface Pod {
  readonly name: string;
  readonly revision: number;
  readonly isReady: boolean;
  /** When it was started; the youngest goes first. */
  readonly startedAt: number;
}

export interface Plan {
  readonly start: number;
  readonly stop: readonly string[];
}

/** Pods not ready go before ready ones, young before old (Kubernetes, ReplicaSet controller). */
function byReadinessToGo(a: Pod, b: Pod): number {
  return Number(a.isReady) - Number(b.isReady) || b.startedAt - a.startedAt;
}

/**
 * What to start and stop so that `desired` pods of the newest revision run. A release surges by one and is never one
 * short: an old pod goes when a new one is ready in its place (RollingUpdate with maxSurge 1, maxUnavailable 0).
 * Pods that are being stopped are not among `pods`.
 */
export function planReplicas(pods: readonly Pod[], desired: number, revision: number): Plan {
  const old = pods.filter((pod) => pod.revision !== revision).sort(byReadinessToGo);
  if (old.length === 0 || desired === 0) {
    const surplus = [...pods].sort(byReadinessToGo).slice(0, Math.max(0, pods.length - desired));
    return { start: Math.max(0, desired - pods.length), stop: surplus.map(({ name }) => name) };
  }
  const fresh = pods.length - old.length;
  const start = Math.max(0, Math.min(desired + 1 - pods.length, desired - fresh));
  const unready = old.filter(({ isReady }) => !isReady);
  const ready = old.filter(({ isReady }) => isReady);
  const readyCount = pods.filter(({ isReady }) => isReady).length;
  const spare = ready.slice(0, Math.max(0, readyCount - desired));
  return { start, stop: [...unready, ...spare].map(({ name }) => name) };
}
