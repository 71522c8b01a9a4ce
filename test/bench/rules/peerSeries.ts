import { overTime, series, type ModelSeries } from '../../../demo/model/series';
import { kubeStateScrape } from '../../../demo/model/kubeState/scrape';
import { uidOf } from '../../../demo/model/kubeState/pods';
import { exposedNow, PODS_PER_WORKLOAD, type FleetSeries, type Member } from './fleetSeries';

const PODS_PER_NODE = 30;

/** One container a pod, as cAdvisor and kube-state-metrics of today show it. */
const CONTAINER = 'backend';
const CONTAINER_COUNTERS = [
  'container_cpu_usage_seconds_total',
  'container_cpu_cfs_throttled_periods_total',
  'container_cpu_cfs_periods_total',
];
const CONTAINER_BYTES = [
  'container_memory_working_set_bytes',
  'container_memory_rss',
  'container_memory_cache',
  'container_memory_swap',
];
const RESOURCES = { cpu: 'core', memory: 'byte' } as const;
const CONDITIONS = ['Available', 'Progressing'] as const;
const CONDITION_STATUSES = ['true', 'false', 'unknown'] as const;

const VALUE = 1;

/**
 * What kubernetes-mixin reads of a workload and its pods, beside what Elastiscope reads, too: of the kubelets and of
 * kube-state-metrics. Nodes, volumes, jobs and the API server are left out, so the peer is cheaper here than in a cluster.
 */
export function peerSeries({ cluster, namespace, workload, nth, pods }: Member, now: number): FleetSeries[] {
  const constant = (name: string, labels: Record<string, string>): ModelSeries<unknown> =>
    series({ name }, labels, () => VALUE);
  const deployment = { namespace, deployment: workload };
  const ofKubeState = [
    ...['observed_generation', 'replicas_available'].map((name) =>
      constant(`kube_deployment_status_${name}`, deployment)
    ),
    constant('kube_deployment_metadata_generation', deployment),
    ...CONDITIONS.flatMap((condition) =>
      CONDITION_STATUSES.map((status) =>
        constant('kube_deployment_status_condition', { ...deployment, condition, status })
      )
    ),
    ...pods.flatMap((pod, index) => {
      const node = nodeOf(nth, index);
      const labels = { namespace, pod, uid: uidOf(pod) };
      return [
        constant('kube_pod_info', { ...labels, node, host_ip: node, pod_ip: pod }),
        ...Object.entries(RESOURCES).flatMap(([resource, unit]) =>
          ['requests', 'limits'].map((kind) =>
            constant(`kube_pod_container_resource_${kind}`, { ...labels, container: CONTAINER, node, resource, unit })
          )
        ),
      ];
    }),
  ];
  const ofKubelet = pods.flatMap((pod, index) => {
    const node = nodeOf(nth, index);
    const kubelet = { cluster, job: 'kubelet', metrics_path: '/metrics/cadvisor', instance: `${node}:10250`, node };
    const container = { namespace, pod, container: CONTAINER, image: 'backend:1', id: uidOf(pod), name: uidOf(pod) };
    return overTime(
      [
        ...CONTAINER_BYTES.map((name) => constant(name, container)),
        ...CONTAINER_COUNTERS.map((name) => series({ name }, container, (seconds: number) => seconds)),
      ],
      kubelet,
      (seconds) => seconds
    );
  });
  return exposedNow(now, [
    ...overTime(ofKubeState, kubeStateScrape(cluster, '10.0.0.1:8080'), () => ({})),
    ...ofKubelet,
  ]);
}

function nodeOf(nth: number, pod: number): string {
  return `node-${Math.floor((nth * PODS_PER_WORKLOAD + pod) / PODS_PER_NODE)}`;
}
