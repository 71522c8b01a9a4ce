import type { MetricDefinition, SourceDefinition } from '../types';
import { withoutTotal } from './spellings';

const CALL = ['gen_ai_provider_name', 'gen_ai_system', 'gen_ai_request_model', 'gen_ai_response_model'] as const;
const OPERATION = [...CALL, 'gen_ai_operation_name'] as const;

function tokens(kind: string, help: string): MetricDefinition {
  return {
    name: `gen_ai_client_inference_usage_${kind}_tokens_total`,
    type: 'counter',
    unit: 'tokens',
    labels: [...CALL, 'gen_ai_token_modality'],
    help,
  };
}

/** A histogram of seconds, with the suffix of its unit and without. */
function seconds(key: string, name: string, labels: readonly string[], help: string): Record<string, MetricDefinition> {
  return {
    [key]: { name: `${name}_seconds`, type: 'histogram', unit: 'seconds', labels, help },
    [`${key}WithoutUnit`]: {
      name,
      type: 'histogram',
      unit: 'seconds',
      labels,
      help: 'The same, where the suffix of the unit is left out.',
    },
  };
}

const COUNTERS = {
  inputTokens: tokens('input', 'Input tokens, those of the cache included.'),
  cacheReadTokens: tokens('cache_read_input', "Input tokens read from the provider's cache."),
  cacheWriteTokens: tokens('cache_write_input', "Input tokens written to the provider's cache."),
  outputTokens: tokens('output', 'Output tokens.'),
} as const satisfies Record<string, MetricDefinition>;

/**
 * Metrics of the OpenTelemetry conventions for generative AI that the adapter reads, as exporters spell them for Prometheus:
 * those of today (semantic-conventions-genai) and those of before, and of gateways that count as servers.
 */
const METRICS: Readonly<Record<string, MetricDefinition>> = {
  ...COUNTERS,
  ...withoutTotal(COUNTERS),
  tokenUsage: {
    name: 'gen_ai_client_token_usage',
    type: 'histogram',
    unit: 'tokens',
    labels: [...OPERATION, 'gen_ai_token_type'],
    help: 'Tokens of an operation, before September 2026.',
  },
  tokenUsageOfEnvoy: {
    name: 'gen_ai_client_token_usage_token',
    type: 'histogram',
    unit: 'tokens',
    labels: [...OPERATION, 'gen_ai_token_type'],
    help: 'The same, where the unit is a suffix, as of Envoy AI Gateway.',
  },
  ...seconds(
    'inferenceDuration',
    'gen_ai_client_inference_duration',
    [...OPERATION, 'error_type'],
    'Duration of a call, since October 2026.'
  ),
  ...seconds(
    'operationDuration',
    'gen_ai_client_operation_duration',
    [...OPERATION, 'error_type'],
    'Duration of an operation.'
  ),
  ...seconds(
    'serverDuration',
    'gen_ai_server_request_duration',
    [...OPERATION, 'error_type'],
    'Duration of a call, of a gateway.'
  ),
  ...seconds(
    'inferenceTimeToFirstChunk',
    'gen_ai_client_inference_time_to_first_chunk',
    OPERATION,
    'Time to the first part of the answer, since October 2026.'
  ),
  ...seconds(
    'operationTimeToFirstChunk',
    'gen_ai_client_operation_time_to_first_chunk',
    OPERATION,
    'Time to the first part of the answer.'
  ),
  ...seconds(
    'serverTimeToFirstToken',
    'gen_ai_server_time_to_first_token',
    OPERATION,
    'Time to the first token, of a gateway.'
  ),
  target: {
    name: 'target_info',
    type: 'gauge',
    unit: '1',
    labels: [],
    help: '1; there before the first call is, where the application is scraped itself.',
  },
};

export const OTEL_GEN_AI_SOURCE: SourceDefinition = {
  name: 'otel_gen_ai',
  title: 'OpenTelemetry gen_ai',
  adapter: 'otel-gen-ai.yml',
  answers:
    'Calls, errors, latency and tokens by model, as the application or a gateway (Envoy AI Gateway) counts them. No cost: the convention has none.',
  lost: 'Tokens of applications that are instrumented and run without a sidecar.',
  metrics: METRICS,
};
