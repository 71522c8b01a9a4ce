import { KUBE_STATE_METRICS, type MetricDefinition } from '../../../src/vocabulary';
import type { AutoscalerStatus } from '../autoscaler/loop';
import type { Scenario } from '../scenarios/types';
import { expose, type Family, type Sample } from './exposition';
import { podFamilies, type KubePod } from './pods';

type Pods = { readonly length: number };

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

/** KEDA's name for the autoscaler it makes; an autoscaler of one's own is named after what it scales. */
function autoscalerName({ scenario }: KubeState): string {
  const { workload } = scenario.identity;
  return scenario.scaling.kind === 'keda' ? `keda-hpa-${workload}` : workload;
}

function family(definition: MetricDefinition, samples: readonly Sample[]): Family {
  return { name: definition.name, type: 'gauge', help: definition.help, samples };
}

/** Conditions as kube-state-metrics writes them: a series for each status, 1 for the one that holds. */
function conditions(labels: Sample['labels'], holds: Readonly<Record<string, boolean>>): Sample[] {
  return Object.entries(holds).flatMap(([condition, value]) =>
    ['true', 'false', 'unknown'].map((status) => ({
      labels: { ...labels, condition, status },
      value: status === String(value) ? 1 : 0,
    }))
  );
}

/** The fleet's Deployments, HorizontalPodAutoscalers and pods as kube-state-metrics exposes them. */
export function kubeStateMetrics(workloads: readonly KubeState[]): string {
  return expose(kubeStateFamilies(workloads));
}

/** The same, under kube-state-metrics' own names and labels, before it becomes text. */
export function kubeStateFamilies(workloads: readonly KubeState[]): readonly Family[] {
  const names = KUBE_STATE_METRICS;
  const deployments = workloads.map(({ scenario, deployment }) => ({
    labels: { namespace: scenario.identity.namespace, deployment: scenario.identity.workload },
    deployment,
  }));
  const autoscalers = workloads.flatMap((workload) => {
    const { scenario, deployment, autoscaler } = workload;
    const labels = {
      namespace: scenario.identity.namespace,
      horizontalpodautoscaler: autoscalerName(workload),
    };
    return autoscaler ? [{ labels, deployment, status: autoscaler.status, target: scenario.identity.workload }] : [];
  });
  const ofAutoscalers = (value: (one: (typeof autoscalers)[number]) => number) =>
    autoscalers.map((one) => ({ labels: one.labels, value: value(one) }));
  const ofDeployments = (value: (one: (typeof deployments)[number]['deployment']) => number) =>
    deployments.map(({ labels, deployment }) => ({ labels, value: value(deployment) }));

  return [
    family(
      names.hpaInfo,
      autoscalers.map(({ labels, target }) => ({
        labels: {
          ...labels,
          scaletargetref_api_version: 'apps/v1',
          scaletargetref_kind: 'Deployment',
          scaletargetref_name: target,
        },
        value: 1,
      }))
    ),
    family(
      names.hpaMinReplicas,
      ofAutoscalers(({ status }) => status.minReplicas)
    ),
    family(
      names.hpaMaxReplicas,
      ofAutoscalers(({ status }) => status.maxReplicas)
    ),
    family(
      names.hpaCurrentReplicas,
      ofAutoscalers(({ deployment }) => deployment.current.length)
    ),
    family(
      names.hpaDesiredReplicas,
      ofAutoscalers(({ status }) => status.desiredReplicas)
    ),
    family(
      names.hpaCondition,
      autoscalers.flatMap(({ labels, status }) =>
        conditions(labels, {
          AbleToScale: true,
          ScalingActive: status.scalingActive,
          ScalingLimited: status.scalingLimited,
        })
      )
    ),
    family(
      names.deploymentSpecReplicas,
      ofDeployments(({ desired }) => desired)
    ),
    family(
      names.deploymentReplicas,
      ofDeployments(({ current }) => current.length)
    ),
    family(
      names.deploymentReadyReplicas,
      ofDeployments(({ ready }) => ready.length)
    ),
    family(
      names.deploymentUpdatedReplicas,
      ofDeployments(({ updated }) => updated.length)
    ),
    ...podFamilies(
      workloads.map(({ scenario, deployment }) => ({ identity: scenario.identity, pods: deployment.all }))
    ),
  ];
}
