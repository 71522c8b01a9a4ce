import { expositionOf } from '../expositionOf';
import { autoscalerSeries } from './autoscaler';
import { podSeries, replicaSetOf, uidOf } from './pods';
import { deploymentSeries } from './replicas';

const object = { namespace: 'odd', name: 'stuck' };

/** From a real control plane (Kubernetes 1.36.3) and kube-state-metrics 2.20.0, without labels that are empty. */
const DEPLOYMENT = `
kube_deployment_spec_replicas{namespace="odd",deployment="stuck"} 3
kube_deployment_status_replicas{namespace="odd",deployment="stuck"} 2
kube_deployment_status_replicas_ready{namespace="odd",deployment="stuck"} 1
kube_deployment_status_replicas_updated{namespace="odd",deployment="stuck"} 2`;

const AUTOSCALER = `
kube_horizontalpodautoscaler_info{namespace="odd",horizontalpodautoscaler="stuck",scaletargetref_api_version="apps/v1",scaletargetref_kind="Deployment",scaletargetref_name="stuck"} 1
kube_horizontalpodautoscaler_spec_min_replicas{namespace="odd",horizontalpodautoscaler="stuck"} 1
kube_horizontalpodautoscaler_spec_max_replicas{namespace="odd",horizontalpodautoscaler="stuck"} 9
kube_horizontalpodautoscaler_status_desired_replicas{namespace="odd",horizontalpodautoscaler="stuck"} 6
kube_horizontalpodautoscaler_status_current_replicas{namespace="odd",horizontalpodautoscaler="stuck"} 2
kube_horizontalpodautoscaler_status_condition{namespace="odd",horizontalpodautoscaler="stuck",condition="AbleToScale",status="true"} 1
kube_horizontalpodautoscaler_status_condition{namespace="odd",horizontalpodautoscaler="stuck",condition="AbleToScale",status="false"} 0
kube_horizontalpodautoscaler_status_condition{namespace="odd",horizontalpodautoscaler="stuck",condition="AbleToScale",status="unknown"} 0
kube_horizontalpodautoscaler_status_condition{namespace="odd",horizontalpodautoscaler="stuck",condition="ScalingActive",status="true"} 0
kube_horizontalpodautoscaler_status_condition{namespace="odd",horizontalpodautoscaler="stuck",condition="ScalingActive",status="false"} 1
kube_horizontalpodautoscaler_status_condition{namespace="odd",horizontalpodautoscaler="stuck",condition="ScalingActive",status="unknown"} 0
kube_horizontalpodautoscaler_spec_target_metric{namespace="odd",horizontalpodautoscaler="stuck",metric_name="o-stuck",metric_target_type="average"} 10`;

const lines = (text: string) => text.trim().split('\n').sort();

it('a Deployment is shown as kube-state-metrics shows it', () => {
  const state = { asked: 3, existing: 2, ready: 1, updated: 2 };
  expect(expositionOf(deploymentSeries(object), state)).toEqual(lines(DEPLOYMENT));
});

it('an autoscaler whose metric is lost keeps what it wanted; a condition that it never judged is missing', () => {
  const target = { kind: 'Deployment', name: 'stuck' } as const;
  const series = autoscalerSeries({ ...object, target, metrics: [{ name: 'o-stuck', type: 'average', target: 10 }] });
  const conditions = { AbleToScale: true, ScalingActive: false };
  expect(expositionOf(series, { min: 1, max: 9, desired: 6, current: 2, conditions })).toEqual(lines(AUTOSCALER));
});

it('a pod that terminates says until when, by the whole second, and is not ready', () => {
  const name = 'stuck-7d9c5b6f48-x2x9k';
  const series = podSeries({ ...object, name, uid: uidOf(name), replicaSet: replicaSetOf(name) });
  const shown = expositionOf(series, { phase: 'Running', createdAt: 100.9, goneBy: 230.4, restarts: 0 });
  const labels = `namespace="odd",pod="${name}",uid="${uidOf(name)}"`;
  expect(uidOf(name)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(shown).toEqual(
    expect.arrayContaining([
      `kube_pod_created{${labels}} 100`,
      `kube_pod_deletion_timestamp{${labels}} 230`,
      `kube_pod_owner{${labels},owner_kind="ReplicaSet",owner_name="stuck-7d9c5b6f48",owner_is_controller="true"} 1`,
      `kube_pod_status_ready{${labels},condition="false"} 1`,
      `kube_pod_status_phase{${labels},phase="Running"} 1`,
    ])
  );
  expect(shown.join()).not.toContain('kube_pod_status_ready_time');
});
