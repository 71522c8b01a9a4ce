import type { MetricDefinition, SourceDefinition } from '../types';

/** Metrics of Triton and of its TensorRT-LLM backend that the adapter reads. Names and labels: docs/user_guide/metrics.md of the server, src/custom_metrics_reporter of the backend. */
const METRICS = {
  success: {
    name: 'nv_inference_request_success',
    type: 'counter',
    unit: 'requests',
    labels: ['model'],
    help: 'Requests that were answered.',
  },
  failure: {
    name: 'nv_inference_request_failure',
    type: 'counter',
    unit: 'requests',
    labels: ['model', 'reason'],
    help: 'Requests that failed.',
  },
  pending: {
    name: 'nv_inference_pending_request_count',
    type: 'gauge',
    unit: 'requests',
    labels: ['model'],
    help: 'Requests that wait for a place.',
  },
  inputTokens: {
    name: 'nv_llm_input_token_len',
    type: 'histogram',
    unit: 'tokens',
    labels: ['model'],
    help: 'Input tokens of a request, with TensorRT-LLM.',
  },
  outputTokens: {
    name: 'nv_llm_output_token_len',
    type: 'histogram',
    unit: 'tokens',
    labels: ['model'],
    help: 'Output tokens of a request, with TensorRT-LLM.',
  },
  kvCache: {
    name: 'nv_trt_llm_kv_cache_block_metrics',
    type: 'gauge',
    unit: '1',
    labels: ['model', 'kv_cache_block_type'],
    help: 'The KV cache of TensorRT-LLM; fraction is the share that is used.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const TRITON_SOURCE: SourceDefinition = {
  name: 'triton',
  title: 'Triton Inference Server',
  adapter: 'triton.yml',
  answers: 'Load, queue, errors, tokens and KV cache of a model server.',
  lost: 'Whether requests wait in front of the model.',
  metrics: METRICS,
};
