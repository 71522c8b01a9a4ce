import { KUBE_STATE_METRICS } from '../../../src/vocabulary';
import type { System } from '../incident';
import type { Labels, SourceSeries } from '../series/source';
import { valueAt, type Timeline } from '../series/timeline';
import { identityOf, scenarioOf } from '../systems';

/** Labels of the scrape of kube-state-metrics, and of an object in a system's namespace. */
export function kubeLabels(system: System, labels: Labels): Labels {
  const { cluster, namespace } = identityOf(system);
  return { cluster, job: 'kube-state-metrics', instance: '10.0.0.9:8080', namespace, ...labels };
}

/** A gauge of kube-state-metrics. */
export function kubeGauge({ name }: { readonly name: string }, labels: Labels, value: Timeline<number>): SourceSeries {
  return { name, labels, at: (seconds) => valueAt(value, seconds) };
}

export interface DeploymentStory {
  /** Asked for; what exists, is ready and is of the newest template follows where nothing else is said. */
  readonly replicas: Timeline<number>;
  readonly existing?: Timeline<number>;
  readonly ready?: Timeline<number>;
  readonly updated?: Timeline<number>;
}

/** The Deployment of a system, as kube-state-metrics shows it. */
export function deployment(system: System, story: DeploymentStory): SourceSeries[] {
  const { replicas, existing = replicas, ready = existing, updated = existing } = story;
  const labels = kubeLabels(system, { deployment: identityOf(system).workload });
  return [
    kubeGauge(KUBE_STATE_METRICS.deploymentSpecReplicas, labels, replicas),
    kubeGauge(KUBE_STATE_METRICS.deploymentReplicas, labels, existing),
    kubeGauge(KUBE_STATE_METRICS.deploymentReadyReplicas, labels, ready),
    kubeGauge(KUBE_STATE_METRICS.deploymentUpdatedReplicas, labels, updated),
  ];
}

export interface HpaStory {
  readonly min: Timeline<number>;
  readonly max: Timeline<number>;
  readonly desired: Timeline<number>;
  readonly current?: Timeline<number>;
  /** ScalingActive: whether it can read its metrics and is not switched off. */
  readonly active?: Timeline<boolean>;
  /** ScalingLimited: whether a bound or a policy holds it back. */
  readonly limited?: Timeline<boolean>;
}

/** The HorizontalPodAutoscaler of a system (KEDA's, where KEDA scales it), as kube-state-metrics shows it. */
export function hpa(system: System, story: HpaStory): SourceSeries[] {
  const { min, max, desired, current = desired, active = true, limited = false } = story;
  const { workload } = identityOf(system);
  const name = scenarioOf(system).scaling.kind === 'keda' ? `keda-hpa-${workload}` : workload;
  const labels = kubeLabels(system, { horizontalpodautoscaler: name });
  const exists = (seconds: number) => (valueAt(max, seconds) === undefined ? undefined : 1);
  const condition = (type: string, holds: Timeline<boolean>) =>
    ['true', 'false', 'unknown'].map((status) =>
      kubeGauge(KUBE_STATE_METRICS.hpaCondition, { ...labels, condition: type, status }, (seconds) => {
        const value = valueAt(holds, seconds);
        return value === undefined || exists(seconds) === undefined ? undefined : Number(String(value) === status);
      })
    );
  return [
    kubeGauge(
      KUBE_STATE_METRICS.hpaInfo,
      {
        ...labels,
        scaletargetref_api_version: 'apps/v1',
        scaletargetref_kind: 'Deployment',
        scaletargetref_name: workload,
      },
      exists
    ),
    kubeGauge(KUBE_STATE_METRICS.hpaMinReplicas, labels, min),
    kubeGauge(KUBE_STATE_METRICS.hpaMaxReplicas, labels, max),
    kubeGauge(KUBE_STATE_METRICS.hpaDesiredReplicas, labels, desired),
    kubeGauge(KUBE_STATE_METRICS.hpaCurrentReplicas, labels, current),
    ...condition('AbleToScale', true),
    ...condition('ScalingActive', active),
    ...condition('ScalingLimited', limited),
  ];
}
