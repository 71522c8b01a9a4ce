import type { MetricDefinition, SourceDefinition } from '../types';
import { underPrefixes } from './spellings';

/** Metrics of SGLang that the adapter reads, without their prefix. Names and labels: sglang/srt/metrics/collector.py. */
const METRICS = {
  running: {
    name: 'num_running_reqs',
    type: 'gauge',
    unit: 'requests',
    labels: ['model_name'],
    help: 'Requests being answered.',
  },
  waiting: {
    name: 'num_queue_reqs',
    type: 'gauge',
    unit: 'requests',
    labels: ['model_name'],
    help: 'Requests that wait for a place.',
  },
  requests: {
    name: 'num_requests_total',
    type: 'counter',
    unit: 'requests',
    labels: ['model_name'],
    help: 'Requests that were answered.',
  },
  promptTokens: {
    name: 'prompt_tokens_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model_name'],
    help: 'Input tokens, those of the prefix cache included.',
  },
  cachedTokens: {
    name: 'cached_tokens_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model_name'],
    help: 'Input tokens that the prefix cache had.',
  },
  generationTokens: {
    name: 'generation_tokens_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model_name'],
    help: 'Output tokens.',
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
  tokenUsage: {
    name: 'token_usage',
    type: 'gauge',
    unit: 'ratio',
    labels: ['model_name'],
    help: 'Share of the KV cache that is used, 0 to 1.',
  },
  retractions: {
    name: 'num_retracted_requests_total',
    type: 'counter',
    unit: 'requests',
    labels: ['model_name'],
    help: 'Requests that were put back because the KV cache was full.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const SGLANG_SOURCE: SourceDefinition = {
  name: 'sglang',
  title: 'SGLang',
  adapter: 'sglang.yml',
  answers: 'Load, queue, latency, tokens and KV cache of a model server.',
  lost: 'Whether requests wait in front of the model.',
  metrics: underPrefixes(['sglang:', 'sglang_'], METRICS),
};
