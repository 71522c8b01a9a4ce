import { KUBE_STATE_METRICS, type MetricDefinition } from '../../../src/vocabulary';
import type { Identity } from '../scenarios/types';
import type { Family, Sample } from './exposition';

/** What the API server knows of a pod; times in seconds since the epoch. */
export interface KubePod {
  readonly name: string;
  readonly startedAt: number;
  /** `undefined` while it is not ready. */
  readonly readySince: number | undefined;
  readonly restarts: number;
}

interface PodsOfWorkload {
  readonly identity: Identity;
  readonly pods: readonly KubePod[];
}

type Labels = Sample['labels'];

/** A pod is named after its ReplicaSet and something for itself. */
function replicaSetOf(pod: KubePod): string {
  return pod.name.slice(0, pod.name.lastIndexOf('-'));
}

function owner(kind: string, name: string): Labels {
  return { owner_kind: kind, owner_name: name, owner_is_controller: 'true' };
}

function family(definition: MetricDefinition, samples: readonly Sample[]): Family {
  const { name, type, help } = definition;
  return { name, type: type === 'counter' ? 'counter' : 'gauge', help, samples };
}

/**
 * The pods as kube-state-metrics exposes them. The fleet has no nodes to choose and no images to pull, so everything before
 * the start of a container happens in the same second; Kubernetes knows times by the second.
 */
export function podFamilies(workloads: readonly PodsOfWorkload[]): readonly Family[] {
  const names = KUBE_STATE_METRICS;
  const all = workloads.flatMap(({ identity: { namespace }, pods }) =>
    pods.map((pod) => ({ pod, labels: { namespace, pod: pod.name } }))
  );
  const ofPods = (definition: MetricDefinition, value: (pod: KubePod) => number | undefined, more: Labels = {}) =>
    family(
      definition,
      all.flatMap(({ pod, labels }) => {
        const known = value(pod);
        return known === undefined ? [] : [{ labels: { ...labels, ...more }, value: known }];
      })
    );
  const begun = ({ startedAt }: KubePod) => Math.floor(startedAt);
  const oneOf = (
    definition: MetricDefinition,
    label: string,
    values: readonly string[],
    current: (pod: KubePod) => string
  ) =>
    family(
      definition,
      all.flatMap(({ pod, labels }) =>
        values.map((value) => ({ labels: { ...labels, [label]: value }, value: value === current(pod) ? 1 : 0 }))
      )
    );

  return [
    family(
      names.podOwner,
      all.map(({ pod, labels }) => ({ labels: { ...labels, ...owner('ReplicaSet', replicaSetOf(pod)) }, value: 1 }))
    ),
    family(
      names.replicaSetOwner,
      workloads.flatMap(({ identity: { namespace, workload }, pods }) =>
        [...new Set(pods.map(replicaSetOf))].map((replicaset) => ({
          labels: { namespace, replicaset, ...owner('Deployment', workload) },
          value: 1,
        }))
      )
    ),
    ofPods(names.podCreated, begun),
    ofPods(names.podScheduledTime, begun),
    ofPods(names.podStartTime, begun),
    ofPods(names.podInitializedTime, begun),
    ofPods(names.containerStarted, begun, { container: 'backend' }),
    ofPods(names.podReadyTime, ({ readySince }) => readySince && Math.ceil(readySince)),
    oneOf(names.podReady, 'condition', ['true', 'false', 'unknown'], ({ readySince }) =>
      String(readySince !== undefined)
    ),
    oneOf(names.podPhase, 'phase', ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'], () => 'Running'),
    ofPods(names.containerRestarts, ({ restarts }) => restarts, { container: 'backend' }),
  ];
}
