import { KUBE_STATE_METRICS, type MetricDefinition } from '../../../src/vocabulary';
import { hash } from '../../fleet/scenarios/random';
import { oneOf, series, type Labels, type ModelSeries } from '../series';
import type { ObjectName } from './replicas';

/** The container whose start counts. */
const CONTAINER = 'backend';
const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;
const CONDITION_STATUSES = ['true', 'false', 'unknown'] as const;

/** What the API server knows of a pod, times in seconds since the epoch. Kubernetes keeps them by the second. */
export interface PodState {
  readonly phase: (typeof PHASES)[number];
  readonly createdAt: number;
  readonly scheduledAt?: number;
  /** When the kubelet acknowledged it. */
  readonly acknowledgedAt?: number;
  readonly initializedAt?: number;
  readonly containerStartedAt?: number;
  /** `undefined` while it is not ready. */
  readonly readySince?: number;
  /** When it has to be gone: its grace period after somebody deleted it. */
  readonly goneBy?: number;
  readonly restarts: number;
}

export interface PodName extends ObjectName {
  readonly uid: string;
  readonly replicaSet: string;
}

/** A pod's unique identifier: 128 bits, which its name stands for here. */
export function uidOf(name: string): string {
  const text = [0, 1, 2, 3].map((part) => hash(`${part}/${name}`).toString(16).padStart(8, '0')).join('');
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A pod is named after its ReplicaSet and something for itself. */
export function replicaSetOf(pod: string): string {
  return pod.slice(0, pod.lastIndexOf('-'));
}

function owner(kind: string, name: string): Labels {
  return { owner_kind: kind, owner_name: name, owner_is_controller: 'true' };
}

/** The ReplicaSet of a Deployment as kube-state-metrics shows it. */
export function replicaSetSeries({ namespace, name }: ObjectName, replicaSet: string): ModelSeries<unknown> {
  return series(
    KUBE_STATE_METRICS.replicaSetOwner,
    { namespace, replicaset: replicaSet, ...owner('Deployment', name) },
    () => 1
  );
}

/** A pod of a ReplicaSet as kube-state-metrics shows it. */
export function podSeries({ namespace, name, uid, replicaSet }: PodName): Array<ModelSeries<PodState>> {
  const names = KUBE_STATE_METRICS;
  const labels = { namespace, pod: name, uid };
  const time = (metric: MetricDefinition, of: (pod: PodState) => number | undefined, more: Labels = {}) =>
    series(metric, { ...labels, ...more }, (pod: PodState) => {
      const at = of(pod);
      return at === undefined ? undefined : Math.floor(at);
    });
  return [
    series(names.podOwner, { ...labels, ...owner('ReplicaSet', replicaSet) }, () => 1),
    time(names.podCreated, ({ createdAt }) => createdAt),
    time(names.podScheduledTime, ({ scheduledAt }) => scheduledAt),
    time(names.podStartTime, ({ acknowledgedAt }) => acknowledgedAt),
    time(names.podInitializedTime, ({ initializedAt }) => initializedAt),
    time(names.containerStarted, ({ containerStartedAt }) => containerStartedAt, { container: CONTAINER }),
    time(names.podReadyTime, ({ readySince }) => readySince),
    time(names.podDeleted, ({ goneBy }) => goneBy),
    ...oneOf(names.podReady, labels, 'condition', CONDITION_STATUSES, ({ readySince }: PodState) =>
      readySince === undefined ? 'false' : 'true'
    ),
    ...oneOf(names.podPhase, labels, 'phase', PHASES, ({ phase }: PodState) => phase),
    series(names.containerRestarts, { ...labels, container: CONTAINER }, ({ restarts }) => restarts),
  ];
}
