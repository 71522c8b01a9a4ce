import type { Labels } from '../../../demo/history/store/series';
import { PODS_PER_WORKLOAD, replicasWanted, startOf, type FleetSeries, type Member } from './fleetSeries';

const CONDITIONS = ['AbleToScale', 'ScalingActive', 'ScalingLimited'];
const STATUSES = ['true', 'false', 'unknown'];
const PHASES = ['Pending', 'Failed', 'Succeeded'];
const MILESTONES = [
  'kube_pod_created',
  'kube_pod_status_scheduled_time',
  'kube_pod_start_time',
  'kube_pod_status_initialized_time',
  'kube_pod_container_state_started',
  'kube_pod_status_ready_time',
];

/** Every so many workloads one that runs at its maximum. */
const AT_MAX_EVERY = 20;

/** The scrape of kube-state-metrics; its own instance is not that of a pod. */
const SCRAPE = { job: 'kube-state-metrics', instance: '10.0.0.1:8080' };

/**
 * What kube-state-metrics exports about a workload's autoscaler, Deployment and pods, as far as rules read it. `now` is the
 * time in seconds since the epoch from which ages are counted.
 */
export function* kubeStateSeries(member: Member, now: number): Generator<FleetSeries> {
  const { cluster, namespace, workload, nth, pods } = member;
  const series = (name: string, labels: Labels, valueAt: FleetSeries['valueAt']): FleetSeries => ({
    labels: { cluster, namespace, ...SCRAPE, ...labels, __name__: name },
    valueAt,
  });
  const fixed = (value: number) => () => value;
  const wanted = (seconds: number) => replicasWanted(member, seconds);
  const isAtMax = nth % AT_MAX_EVERY === 1;

  const hpa = { horizontalpodautoscaler: workload };
  const target = { scaletargetref_kind: 'Deployment', scaletargetref_name: workload };
  const cpu = { metric_name: 'cpu', metric_target_type: 'utilization' };
  yield series('kube_horizontalpodautoscaler_info', { ...hpa, ...target }, fixed(1));
  yield series('kube_horizontalpodautoscaler_spec_min_replicas', hpa, fixed(1));
  yield series('kube_horizontalpodautoscaler_spec_max_replicas', hpa, fixed(isAtMax ? PODS_PER_WORKLOAD : 10));
  yield series('kube_horizontalpodautoscaler_status_current_replicas', hpa, wanted);
  yield series('kube_horizontalpodautoscaler_status_desired_replicas', hpa, wanted);
  yield series('kube_horizontalpodautoscaler_spec_target_metric', { ...hpa, ...cpu }, fixed(70));
  yield series('kube_horizontalpodautoscaler_status_target_metric', { ...hpa, ...cpu }, fixed(60));
  for (const condition of CONDITIONS) {
    for (const status of STATUSES) {
      const holds = condition !== 'ScalingLimited' || isAtMax ? 'true' : 'false';
      const labels = { ...hpa, condition, status };
      yield series('kube_horizontalpodautoscaler_status_condition', labels, fixed(status === holds ? 1 : 0));
    }
  }

  for (const name of ['spec_replicas', 'status_replicas', 'status_replicas_ready', 'status_replicas_updated']) {
    yield series(`kube_deployment_${name}`, { deployment: workload }, wanted);
  }
  const replicaset = `${workload}-7d9c5b6f48`;
  const ownedBy = (kind: string, name: string) => ({ owner_kind: kind, owner_name: name, owner_is_controller: 'true' });
  yield series('kube_replicaset_owner', { replicaset, ...ownedBy('Deployment', workload) }, fixed(1));

  for (const [nthPod, pod] of pods.entries()) {
    const startedAt = startOf(member, nthPod, now);
    yield series('kube_pod_owner', { pod, ...ownedBy('ReplicaSet', replicaset) }, fixed(1));
    for (const [nthMilestone, milestone] of MILESTONES.entries()) {
      const container: Labels = milestone.includes('container') ? { container: 'backend' } : {};
      yield series(milestone, { pod, ...container }, fixed(startedAt + 5 * nthMilestone));
    }
    for (const phase of PHASES) {
      yield series('kube_pod_status_phase', { pod, phase }, fixed(0));
    }
    yield series('kube_pod_status_ready', { pod, condition: 'false' }, fixed(0));
    yield series('kube_pod_container_status_restarts_total', { pod, container: 'backend' }, fixed(0));
    const answers = { ready: 'true', serving: 'true', terminating: 'false' };
    const endpoint = { endpointslice: `${workload}-x2x9k`, targetref_kind: 'Pod', targetref_name: pod };
    yield series('kube_endpointslice_endpoints', { ...endpoint, ...answers }, fixed(1));
  }
}
