import { autoscalerSeries, type AutoscalerState } from '../../../demo/model/kubeState/autoscaler';
import { leaseSeries } from '../../../demo/model/kubeState/leases';
import { podSeries, replicaSetOf, replicaSetSeries, uidOf, type PodState } from '../../../demo/model/kubeState/pods';
import { deploymentSeries, type ReplicasState } from '../../../demo/model/kubeState/replicas';
import { kubeStateScrape } from '../../../demo/model/kubeState/scrape';
import { HPA_CURRENT_LAG_SECONDS, STATUS_LAG_SECONDS } from '../../../demo/model/paces';
import { overTime } from '../../../demo/model/series';
import {
  exposedNow,
  isElected,
  PODS_PER_WORKLOAD,
  replicasWanted,
  startOf,
  type FleetSeries,
  type Member,
} from './fleetSeries';

/** Every so many workloads one that runs at its maximum. */
const AT_MAX_EVERY = 20;

const CPU = { name: 'cpu', type: 'utilization', target: 70 } as const;
const CPU_USED = 60;

/** Seconds between two moments of a pod's start. */
const STEP_SECONDS = 5;

function podState(startedAt: number): PodState {
  const after = (steps: number) => startedAt + steps * STEP_SECONDS;
  return {
    phase: 'Running',
    createdAt: after(0),
    scheduledAt: after(1),
    acknowledgedAt: after(2),
    initializedAt: after(3),
    containerStartedAt: after(4),
    readySince: after(5),
    restarts: 0,
  };
}

/**
 * What kube-state-metrics exports about a workload's autoscaler, Deployment, pods and lease. `now` is the time in seconds
 * since the epoch from which ages are counted.
 */
export function kubeStateSeries(member: Member, now: number): FleetSeries[] {
  const { cluster, namespace, workload, nth, pods } = member;
  const scrape = kubeStateScrape(cluster, '10.0.0.1:8080');
  const isAtMax = nth % AT_MAX_EVERY === 1;
  const replicas = (seconds: number): ReplicasState => {
    const existing = replicasWanted(member, seconds - STATUS_LAG_SECONDS);
    return { asked: replicasWanted(member, seconds), existing, ready: existing, updated: existing };
  };
  const autoscaler = (seconds: number): AutoscalerState => ({
    min: 1,
    max: isAtMax ? PODS_PER_WORKLOAD : 2 * PODS_PER_WORKLOAD,
    desired: replicasWanted(member, seconds),
    current: replicasWanted(member, seconds - HPA_CURRENT_LAG_SECONDS),
    conditions: { AbleToScale: true, ScalingActive: true, ScalingLimited: isAtMax },
    metrics: { [CPU.name]: CPU_USED },
  });
  const object = { namespace, name: workload };
  const target = { kind: 'Deployment', name: workload } as const;
  const lease = (seconds: number) => ({ holder: pods[0] ?? '', renewedAt: seconds });
  const replicaSets = new Set(pods.map(replicaSetOf));
  return exposedNow(now, [
    ...overTime(autoscalerSeries({ ...object, target, metrics: [CPU] }), scrape, autoscaler),
    ...overTime(deploymentSeries(object), scrape, replicas),
    ...[...replicaSets].flatMap((name) => overTime([replicaSetSeries(object, name)], scrape, () => ({}))),
    ...pods.flatMap((name, pod) => {
      const state = podState(startOf(member, pod, now));
      const names = { namespace, name, uid: uidOf(name), replicaSet: replicaSetOf(name) };
      return overTime(podSeries(names), scrape, () => state);
    }),
    ...(isElected(member) ? overTime(leaseSeries(object, pods), scrape, lease) : []),
  ]);
}
