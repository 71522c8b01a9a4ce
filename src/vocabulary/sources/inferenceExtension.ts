import type { MetricDefinition, SourceDefinition } from '../types';
import { underPrefixes } from './spellings';

/** Metrics of the endpoint picker that the adapter reads, without their prefix. Names and labels: the guide on metrics of the gateway API inference extension, and of llm-d. */
const METRICS = {
  requests: {
    name: 'request_total',
    type: 'counter',
    unit: 'requests',
    labels: ['model_name', 'target_model_name'],
    help: 'Calls.',
  },
  errors: {
    name: 'request_error_total',
    type: 'counter',
    unit: 'requests',
    labels: ['model_name', 'target_model_name', 'error_code'],
    help: 'Calls that failed.',
  },
  running: {
    name: 'running_requests',
    type: 'gauge',
    unit: 'requests',
    labels: ['model_name'],
    help: 'Calls being answered.',
  },
  duration: {
    name: 'request_duration_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['model_name', 'target_model_name'],
    help: 'Duration of calls.',
  },
  inputTokens: {
    name: 'input_tokens',
    type: 'histogram',
    unit: 'tokens',
    labels: ['model_name', 'target_model_name'],
    help: 'Input tokens of a call, those of the prefix cache included.',
  },
  cachedTokens: {
    name: 'prompt_cached_tokens',
    type: 'histogram',
    unit: 'tokens',
    labels: ['model_name', 'target_model_name'],
    help: 'Input tokens that the prefix cache had.',
  },
  outputTokens: {
    name: 'output_tokens',
    type: 'histogram',
    unit: 'tokens',
    labels: ['model_name', 'target_model_name'],
    help: 'Output tokens of a call.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const INFERENCE_EXTENSION_SOURCE: SourceDefinition = {
  name: 'inference_extension',
  title: 'Gateway API inference extension',
  adapter: 'inference-extension.yml',
  answers: 'Calls to a pool of model servers, by model: errors, latency and tokens, as the gateway counts them.',
  lost: 'Calls that never reach a model server.',
  metrics: underPrefixes(['inference_objective_', 'inference_model_', 'llm_d_epp_'], METRICS),
};
