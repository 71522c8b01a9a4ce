import type { MetricDefinition, SourceDefinition } from '../types';

/** Metrics of Text Generation Inference that the adapter reads. Names and labels: router/src/server.rs and backends/v3. */
const METRICS = {
  running: {
    name: 'tgi_batch_current_size',
    type: 'gauge',
    unit: 'requests',
    labels: ['model'],
    help: 'Requests being answered.',
  },
  waiting: {
    name: 'tgi_queue_size',
    type: 'gauge',
    unit: 'requests',
    labels: ['model'],
    help: 'Requests that wait for a place.',
  },
  requests: {
    name: 'tgi_request_count',
    type: 'counter',
    unit: 'requests',
    labels: ['model'],
    help: 'Requests.',
  },
  failures: {
    name: 'tgi_request_failure',
    type: 'counter',
    unit: 'requests',
    labels: ['model', 'err'],
    help: 'Requests that failed.',
  },
  inputLength: {
    name: 'tgi_request_input_length',
    type: 'histogram',
    unit: 'tokens',
    labels: ['model'],
    help: 'Input tokens of a request.',
  },
  generatedTokens: {
    name: 'tgi_request_generated_tokens',
    type: 'histogram',
    unit: 'tokens',
    labels: ['model'],
    help: 'Output tokens of a request.',
  },
  latency: {
    name: 'tgi_request_duration',
    type: 'histogram',
    unit: 'seconds',
    labels: ['model'],
    help: 'Duration of requests.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const TGI_SOURCE: SourceDefinition = {
  name: 'tgi',
  title: 'Text Generation Inference',
  adapter: 'tgi.yml',
  answers: 'Load, queue, errors, latency and tokens of a model server.',
  lost: 'Whether requests wait in front of the model.',
  metrics: METRICS,
};
