import type { MetricDefinition, SourceDefinition } from '../types';
import { underPrefixes } from './spellings';

/** Metrics of vLLM that the adapter reads, without their prefix. Names and labels: vllm/v1/metrics/loggers.py; before 0.9 those with gpu. */
const METRICS = {
  running: {
    name: 'num_requests_running',
    type: 'gauge',
    unit: 'requests',
    labels: ['model_name'],
    help: 'Requests being answered.',
  },
  waiting: {
    name: 'num_requests_waiting',
    type: 'gauge',
    unit: 'requests',
    labels: ['model_name'],
    help: 'Requests that wait for a place.',
  },
  promptTokens: {
    name: 'prompt_tokens_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model_name'],
    help: 'Input tokens.',
  },
  prefixCacheHits: {
    name: 'prefix_cache_hits_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model_name'],
    help: 'Input tokens that the prefix cache had.',
  },
  gpuPrefixCacheHits: {
    name: 'gpu_prefix_cache_hits_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model_name'],
    help: 'The same, before 0.9.',
  },
  generationTokens: {
    name: 'generation_tokens_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model_name'],
    help: 'Output tokens.',
  },
  success: {
    name: 'request_success_total',
    type: 'counter',
    unit: 'requests',
    labels: ['model_name', 'finished_reason'],
    help: 'Requests that ended, also those that failed (error) or whose client left (abort).',
  },
  latency: {
    name: 'e2e_request_latency_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['model_name'],
    help: 'Duration of requests.',
  },
  timeToFirstToken: {
    name: 'time_to_first_token_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['model_name'],
    help: 'Time to the first token.',
  },
  kvCacheUsed: {
    name: 'kv_cache_usage_perc',
    type: 'gauge',
    unit: 'ratio',
    labels: ['model_name'],
    help: 'Share of the KV cache that is used, 0 to 1.',
  },
  gpuCacheUsed: {
    name: 'gpu_cache_usage_perc',
    type: 'gauge',
    unit: 'ratio',
    labels: ['model_name'],
    help: 'The same, before 0.9.',
  },
  preemptions: {
    name: 'num_preemptions_total',
    type: 'counter',
    unit: 'requests',
    labels: ['model_name'],
    help: 'Requests that were put back because the KV cache was full.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const VLLM_SOURCE: SourceDefinition = {
  name: 'vllm',
  title: 'vLLM',
  adapter: 'vllm.yml',
  answers: 'Load, queue, errors, latency, tokens and KV cache of a model server.',
  lost: 'Whether requests wait in front of the model.',
  metrics: underPrefixes(['vllm:', 'kserve_vllm:'], METRICS),
};
