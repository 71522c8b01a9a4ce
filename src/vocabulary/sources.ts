import { ENVOY_SOURCE } from './sources/envoy';
import { INFERENCE_EXTENSION_SOURCE } from './sources/inferenceExtension';
import { INGRESS_NGINX_SOURCE } from './sources/ingressNginx';
import { KEDA_SOURCE } from './sources/keda';
import { KEDA_HTTP_ADD_ON_SOURCE } from './sources/kedaHttpAddOn';
import { KNATIVE_SOURCE } from './sources/knative';
import { KUBE_STATE_METRICS_SOURCE } from './sources/kubeStateMetrics';
import { LITELLM_SOURCE } from './sources/litellm';
import { LLAMA_CPP_SOURCE } from './sources/llamaCpp';
import { NGINX_PLUS_SOURCE } from './sources/nginxPlus';
import { NGINX_VTS_SOURCE } from './sources/nginxVts';
import { OTEL_GEN_AI_SOURCE } from './sources/otelGenAi';
import { SGLANG_SOURCE } from './sources/sglang';
import { TGI_SOURCE } from './sources/tgi';
import { TRITON_SOURCE } from './sources/triton';
import { VLLM_SOURCE } from './sources/vllm';
import type { SourceDefinition } from './types';

export { KUBE_STATE_METRICS } from './sources/kubeStateMetrics';
export { PROMETHEUS } from './sources/prometheus';

/** Every source but the sidecar. One more is one more file here and one adapter in `alerts/rules/sources`. */
export const SOURCES: readonly SourceDefinition[] = [
  KUBE_STATE_METRICS_SOURCE,
  KEDA_SOURCE,
  KEDA_HTTP_ADD_ON_SOURCE,
  KNATIVE_SOURCE,
  NGINX_PLUS_SOURCE,
  NGINX_VTS_SOURCE,
  INGRESS_NGINX_SOURCE,
  ENVOY_SOURCE,
  LITELLM_SOURCE,
  OTEL_GEN_AI_SOURCE,
  VLLM_SOURCE,
  SGLANG_SOURCE,
  LLAMA_CPP_SOURCE,
  TGI_SOURCE,
  TRITON_SOURCE,
  INFERENCE_EXTENSION_SOURCE,
];
