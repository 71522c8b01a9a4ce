import type { MetricDefinition, SourceDefinition } from '../types';

/** Metrics of vLLM that the adapter reads. Names and labels: vllm/v1/metrics/loggers.py. */
export const VLLM = {
  running: {
    name: 'vllm:num_requests_running',
    type: 'gauge',
    unit: 'requests',
    labels: ['model_name'],
    help: 'Requests being answered.',
  },
  waiting: {
    name: 'vllm:num_requests_waiting',
    type: 'gauge',
    unit: 'requests',
    labels: ['model_name'],
    help: 'Requests that wait for a place.',
  },
  promptTokens: {
    name: 'vllm:prompt_tokens_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model_name'],
    help: 'Input tokens.',
  },
  generationTokens: {
    name: 'vllm:generation_tokens_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model_name'],
    help: 'Output tokens.',
  },
  success: {
    name: 'vllm:request_success_total',
    type: 'counter',
    unit: 'requests',
    labels: ['model_name', 'finished_reason'],
    help: 'Requests that ended, also those whose client left (abort).',
  },
  latency: {
    name: 'vllm:e2e_request_latency_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['model_name'],
    help: 'Duration of requests.',
  },
  timeToFirstToken: {
    name: 'vllm:time_to_first_token_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['model_name'],
    help: 'Time to the first token.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const VLLM_SOURCE: SourceDefinition = {
  name: 'vllm',
  title: 'vLLM',
  adapter: 'vllm.yml',
  answers: 'Load, queue, latency and tokens of a model server.',
  lost: 'Whether requests wait in front of the model.',
  metrics: VLLM,
};
