import { milliOfReading, milliOfTarget } from './quantity';
import { DEFAULT_HPA_FLAGS, type HpaFlags, type PodGroups } from './types';

/** One pod of the workload, with its sample of one metric. */
export interface PodReading {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  readonly isBeingDeleted?: boolean;
  readonly startedAtSeconds?: number;
  /** The condition Ready, and when it last changed; absent while the pod has none. */
  readonly ready?: { readonly status: boolean; readonly changedAtSeconds: number };
  /** What the pod requests of the resource, in its unit (cores, bytes). */
  readonly request?: number;
  /** What it uses, in the same unit; when the sample was taken, and over how long it was measured. */
  readonly sample?: { readonly usage: number; readonly takenAtSeconds: number; readonly windowSeconds: number };
}

type Group = 'ignored' | 'unready' | 'missing' | 'ready';

/**
 * Whether the sample of a pod is not yet to be believed, for CPU only: starting takes CPU that serving does not.
 * Within the initialization period that is so while the pod is not ready, or when the sample reaches back before it became
 * ready; after it, only when the pod never was ready (not ready since the initial readiness delay).
 */
function isStarting(pod: PodReading, takenAtSeconds: number, windowSeconds: number, now: number, flags: HpaFlags) {
  const { ready, startedAtSeconds } = pod;
  if (ready === undefined || startedAtSeconds === undefined) {
    return true;
  }
  return startedAtSeconds + flags.cpuInitializationPeriodSeconds > now
    ? !ready.status || takenAtSeconds < ready.changedAtSeconds + windowSeconds
    : !ready.status && startedAtSeconds + flags.initialReadinessDelaySeconds > ready.changedAtSeconds;
}

function groupOf(pod: PodReading, isCpu: boolean, now: number, flags: HpaFlags): Group {
  if (pod.isBeingDeleted === true || pod.phase === 'Failed') {
    return 'ignored';
  }
  if (pod.phase === 'Pending') {
    return 'unready';
  }
  if (pod.sample === undefined) {
    return 'missing';
  }
  const { takenAtSeconds, windowSeconds } = pod.sample;
  return isCpu && isStarting(pod, takenAtSeconds, windowSeconds, now, flags) ? 'unready' : 'ready';
}

/**
 * Sorts the pods of a workload for one metric: those whose sample counts, those that are starting, those without a sample.
 * Pods that failed or are being deleted do not count at all; a pod that succeeded counts as one that runs.
 * Source: Kubernetes documentation, "Horizontal Pod Autoscaling", algorithm details; `groupPods` in `replica_calculator.go`.
 *
 * @param resource name of the resource (`cpu` has rules of its own), `undefined` for a Pods metric
 */
export function groupPods(
  pods: readonly PodReading[],
  resource: string | undefined,
  nowSeconds: number,
  flags: HpaFlags = DEFAULT_HPA_FLAGS
): PodGroups {
  const ready = { pods: 0, usageMilli: 0, requestMilli: 0 };
  const unreadyRequestsMilli: number[] = [];
  const missingRequestsMilli: number[] = [];
  for (const pod of pods) {
    const requestMilli = milliOfTarget(pod.request ?? 0);
    switch (groupOf(pod, resource === 'cpu', nowSeconds, flags)) {
      case 'ready':
        ready.pods += 1;
        ready.usageMilli += milliOfReading(pod.sample?.usage ?? 0);
        ready.requestMilli += requestMilli;
        break;
      case 'unready':
        unreadyRequestsMilli.push(requestMilli);
        break;
      case 'missing':
        missingRequestsMilli.push(requestMilli);
        break;
      case 'ignored':
    }
  }
  return { ready, unreadyRequestsMilli, missingRequestsMilli };
}
