import type { MetricDefinition, SourceDefinition } from '../types';

/** Metrics of the OpenTelemetry conventions for generative AI that the adapter reads, as exporters spell them for Prometheus. */
export const OTEL_GEN_AI = {
  tokenUsage: {
    name: 'gen_ai_client_token_usage',
    type: 'histogram',
    unit: 'tokens',
    labels: [
      'gen_ai_provider_name',
      'gen_ai_system',
      'gen_ai_request_model',
      'gen_ai_response_model',
      'gen_ai_token_type',
    ],
    help: 'Tokens of an operation.',
  },
  duration: {
    name: 'gen_ai_client_operation_duration_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['gen_ai_provider_name', 'gen_ai_system', 'gen_ai_request_model', 'gen_ai_response_model', 'error_type'],
    help: 'Duration of an operation.',
  },
  durationWithoutUnit: {
    name: 'gen_ai_client_operation_duration',
    type: 'histogram',
    unit: 'seconds',
    labels: ['gen_ai_provider_name', 'gen_ai_system', 'gen_ai_request_model', 'gen_ai_response_model', 'error_type'],
    help: 'The same, where the suffix of the unit is left out.',
  },
  timeToFirstChunk: {
    name: 'gen_ai_client_operation_time_to_first_chunk_seconds',
    type: 'histogram',
    unit: 'seconds',
    labels: ['gen_ai_provider_name', 'gen_ai_system', 'gen_ai_request_model', 'gen_ai_response_model'],
    help: 'Time to the first part of the answer.',
  },
  timeToFirstChunkWithoutUnit: {
    name: 'gen_ai_client_operation_time_to_first_chunk',
    type: 'histogram',
    unit: 'seconds',
    labels: ['gen_ai_provider_name', 'gen_ai_system', 'gen_ai_request_model', 'gen_ai_response_model'],
    help: 'The same, where the suffix of the unit is left out.',
  },
  target: {
    name: 'target_info',
    type: 'gauge',
    unit: '1',
    labels: [],
    help: '1; there before the first call is, where the application is scraped itself.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const OTEL_GEN_AI_SOURCE: SourceDefinition = {
  name: 'otel_gen_ai',
  title: 'OpenTelemetry gen_ai',
  adapter: 'otel-gen-ai.yml',
  answers:
    'Calls, errors, latency and tokens by model, as the application itself counts them. No cost: the convention has none.',
  lost: 'Tokens of applications that are instrumented and run without a sidecar.',
  metrics: OTEL_GEN_AI,
};
