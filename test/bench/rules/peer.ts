/**
 * The two alerts on autoscalers of kubernetes-mixin, the peer: what they ask of Prometheus. Both wait 15 minutes. Source:
 * kubernetes-mixin 1.5.6, alerts/apps_alerts.libsonnet, selector job="kube-state-metrics"; KubeHpaMaxedOut as it is since its
 * pull request 1213, which leaves out pinned autoscalers.
 */
const METRIC = (name: string) => `kube_horizontalpodautoscaler_${name}{job="kube-state-metrics"}`;
const DESIRED = METRIC('status_desired_replicas');
const CURRENT = METRIC('status_current_replicas');
const MIN = METRIC('spec_min_replicas');
const MAX = METRIC('spec_max_replicas');

export const PEER_GROUP = {
  name: 'kubernetes_mixin.hpa',
  interval: '1m',
  rules: [
    {
      alert: 'KubeHpaReplicasMismatch',
      expr: `(${DESIRED} != ${CURRENT}) and (${CURRENT} > ${MIN}) and (${CURRENT} < ${MAX}) and changes(${CURRENT}[15m]) == 0`,
      for: '15m',
    },
    {
      alert: 'KubeHpaMaxedOut',
      expr: `${CURRENT} == ${MAX} and on (namespace, horizontalpodautoscaler, cluster) (${MAX} != ${MIN})`,
      for: '15m',
    },
  ],
} as const;
