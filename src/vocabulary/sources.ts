import { KEDA_SOURCE } from './sources/keda';
import { KUBE_STATE_METRICS_SOURCE } from './sources/kubeStateMetrics';
import type { SourceDefinition } from './types';

export { KUBE_STATE_METRICS } from './sources/kubeStateMetrics';
export { PROMETHEUS } from './sources/prometheus';

/** Every source but the sidecar. One more is one more file here and one adapter in `alerts/rules/sources`. */
export const SOURCES: readonly SourceDefinition[] = [KUBE_STATE_METRICS_SOURCE, KEDA_SOURCE];
