import type { MetricDefinition, SourceDefinition } from '../types';

/** Metrics of the server of llama.cpp that the adapter reads. Names: tools/server/README.md. */
const METRICS = {
  running: {
    name: 'llamacpp:requests_processing',
    type: 'gauge',
    unit: 'requests',
    labels: ['model'],
    help: 'Requests being answered.',
  },
  waiting: {
    name: 'llamacpp:requests_deferred',
    type: 'gauge',
    unit: 'requests',
    labels: ['model'],
    help: 'Requests that wait for a place.',
  },
  promptTokens: {
    name: 'llamacpp:prompt_tokens_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model'],
    help: 'Input tokens.',
  },
  generationTokens: {
    name: 'llamacpp:tokens_predicted_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model'],
    help: 'Output tokens.',
  },
  kvCacheUsed: {
    name: 'llamacpp:kv_cache_usage_ratio',
    type: 'gauge',
    unit: 'ratio',
    labels: ['model'],
    help: 'Share of the KV cache that is used; builds since 2025 do not tell it.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const LLAMA_CPP_SOURCE: SourceDefinition = {
  name: 'llama_cpp',
  title: 'llama.cpp server',
  adapter: 'llama-cpp.yml',
  answers: 'Load, queue and tokens of a model server.',
  lost: 'Whether requests wait in front of the model.',
  metrics: METRICS,
};
