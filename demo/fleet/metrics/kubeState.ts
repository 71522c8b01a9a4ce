import { KUBE_STATE_METRICS, type MetricDefinition } from '../../../src/vocabulary';
import { autoscalerSeries, kedaAutoscalerName } from '../../model/kubeState/autoscaler';
import { podSeries, replicaSetOf, replicaSetSeries, uidOf, type PodState } from '../../model/kubeState/pods';
import { deploymentSeries } from '../../model/kubeState/replicas';
import { samplesOf, type Sample } from '../../model/series';
import type { AutoscalerStatus } from '../autoscaler/loop';
import type { Scenario } from '../scenarios/types';
import { expose } from './exposition';

type Pods = { readonly length: number };

/** What the API server knows of a pod; times in seconds since the epoch. */
export interface KubePod extends Pick<PodState, 'restarts' | 'containerStartedAt' | 'readySince' | 'goneBy'> {
  readonly name: string;
  readonly startedAt: number;
}

/** What the API server knows of a workload, running or simulated. */
export interface KubeState {
  readonly scenario: Scenario;
  readonly deployment: {
    readonly desired: number;
    readonly current: Pods;
    readonly ready: Pods;
    readonly updated: Pods;
    /** Every pod there is, stopping ones included. */
    readonly all: readonly KubePod[];
  };
  readonly autoscaler?: { readonly status: AutoscalerStatus };
}

/**
 * The fleet has no nodes to choose and no images to pull, so everything before the start of a container happens at once. A
 * pod that has to go is drained, and its sidecar says that it is not ready.
 */
function podState({ startedAt, containerStartedAt, readySince, goneBy, restarts }: KubePod): PodState {
  return {
    phase: 'Running',
    createdAt: startedAt,
    scheduledAt: startedAt,
    acknowledgedAt: startedAt,
    initializedAt: startedAt,
    containerStartedAt,
    readySince: goneBy === undefined ? readySince : undefined,
    goneBy,
    restarts,
  };
}

function podSamples(namespace: string, pod: KubePod): Sample[] {
  const { name } = pod;
  return samplesOf(podSeries({ namespace, name, uid: uidOf(name), replicaSet: replicaSetOf(name) }), podState(pod));
}

function autoscalerSamples({ scenario, autoscaler }: KubeState): Sample[] {
  if (!autoscaler) {
    return [];
  }
  const { namespace, workload } = scenario.identity;
  const { minReplicas, maxReplicas, desiredReplicas, currentReplicas, conditions } = autoscaler.status;
  const name = scenario.scaling.kind === 'keda' ? kedaAutoscalerName(workload) : workload;
  return samplesOf(autoscalerSeries({ namespace, name, target: { kind: 'Deployment', name: workload } }), {
    min: minReplicas,
    max: maxReplicas,
    desired: desiredReplicas,
    current: currentReplicas,
    conditions,
  });
}

/** The fleet's Deployments, HorizontalPodAutoscalers and pods as kube-state-metrics shows them. */
export function kubeStateSamples(workloads: readonly KubeState[]): Sample[] {
  return workloads.flatMap((workload) => {
    const { namespace, workload: name } = workload.scenario.identity;
    const { desired, current, ready, updated, all } = workload.deployment;
    const replicas = { asked: desired, existing: current.length, ready: ready.length, updated: updated.length };
    const replicaSets = new Set(all.map((pod) => replicaSetOf(pod.name)));
    return [
      ...samplesOf(deploymentSeries({ namespace, name }), replicas),
      ...autoscalerSamples(workload),
      ...[...replicaSets].flatMap((set) => samplesOf([replicaSetSeries({ namespace, name }, set)], undefined)),
      ...all.flatMap((pod) => podSamples(namespace, pod)),
    ];
  });
}

const DEFINITIONS: ReadonlyMap<string, MetricDefinition> = new Map(
  Object.values(KUBE_STATE_METRICS).map((definition) => [definition.name, definition])
);

/** The same as text. */
export function kubeStateMetrics(workloads: readonly KubeState[]): string {
  const families = new Map<string, Sample[]>();
  for (const sample of kubeStateSamples(workloads)) {
    families.set(sample.name, [...(families.get(sample.name) ?? []), sample]);
  }
  return expose(
    [...families].map(([name, samples]) => {
      const { type, help } = DEFINITIONS.get(name) ?? {};
      return { name, type: type === 'counter' ? 'counter' : 'gauge', help: help ?? '', samples };
    })
  );
}
